import { describe, expect, it } from 'vitest';
import en from '$lib/messages/en';
import { bodyOf, keeper, mintKey, missing, pathOf, type Typed } from './attempt';

const typed: Typed = { name: ' Ada ', email: ' ada@example.org ', party: [' Bram'] };
const words = () => en.register;

describe('Registering', () => {
  it('asks for what is typed, without the spaces around it', () => {
    expect(bodyOf(typed, 'nl')).toMatchObject({ name: 'Ada', email: 'ada@example.org', party: ['Bram'] });
  });

  it('asks for mail in the language of the page until another is chosen', () => {
    expect(bodyOf(typed, 'fr').language).toBe('fr');
    expect(bodyOf({ ...typed, language: 'de' }, 'fr').language).toBe('de');
  });

  it('leaves out of a member’s body what the register knows, and asks for no address', () => {
    const member = { ...typed, email: '', member: true };

    expect(bodyOf(member, 'nl')).toEqual({ name: 'Ada', party: ['Bram'], answers: {} });
    expect(missing(member, words)).toEqual({});
  });

  it('names every field left empty, each person of the party among them', () => {
    const empty = { ...typed, name: ' ', email: '', party: ['Bram', '  '] };

    expect(Object.keys(missing(empty, words))).toEqual(['name', 'email', 'party.1']);
    expect(missing(typed, words)).toEqual({});
  });

  it('keeps its key while the same is asked again, and takes another when it changed', () => {
    const key = keeper(mintKey);
    const first = key(bodyOf(typed, 'nl'));

    expect(key(bodyOf(typed, 'nl'))).toBe(first);
    expect(key(bodyOf({ ...typed, party: [] }, 'nl'))).not.toBe(first);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
  });

  it('leads to the page of the registration in this app', () => {
    expect(pathOf('https://events.example/registrations/7?key=abc')).toBe('/registrations/7?key=abc');
  });
});
