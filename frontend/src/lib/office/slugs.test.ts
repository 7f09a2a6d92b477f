import { describe, expect, it } from 'vitest';
import { slugOf, suggestSlug } from './slugs';

describe('the address suggested for a title', () => {
  it.each([
    ['Journée portes ouvertes à Liège', 'journee-portes-ouvertes-a-liege'],
    ['  Let’s coop! 2023 ', 'let-s-coop-2023'],
    ['Straße & Œuvre – Ærø', 'strasse-oeuvre-aero'],
    ['İstanbul', 'istanbul'],
    ['日本', ''],
    ['---', ''],
    ['', ''],
  ])('%j gives %j', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('is cut between words', () => {
    const slug = slugOf('Een heel lange titel '.repeat(8));

    expect(slug.length).toBeLessThanOrEqual(60);
    expect(slug.endsWith('-')).toBe(false);
    expect('een-heel-lange-titel-'.repeat(8).startsWith(`${slug}-`)).toBe(true);
  });

  it('is cut within a word only when there is but one', () => {
    expect(slugOf('a'.repeat(200))).toBe('a'.repeat(60));
  });

  it('steps aside for one that is taken', () => {
    const taken = new Set(['open-house', 'open-house-2023', 'party-2023']);

    expect(suggestSlug('Open House', new Set(), '2023')).toBe('open-house');
    expect(suggestSlug('Open House', taken, '2023')).toBe('open-house-2023-2');
    expect(suggestSlug('Open House', taken, '2024')).toBe('open-house-2024');
    expect(suggestSlug('Party 2023', taken, '2023')).toBe('party-2023-2');
    expect(suggestSlug('Open House', taken, '')).toBe('open-house-2');
    expect(suggestSlug('!', taken, '2023')).toBe('');
    expect(suggestSlug('New', taken, '2023')).toBe('new-2023');
    expect(suggestSlug('Journal', taken, '')).toBe('journal-2');
  });
});
