import { beforeEach, describe, expect, it, vi } from 'vitest';
import { problemFrom } from './api/problems';
import { speak, t } from './messages';
import { Refusal, at } from './refusal.svelte';

const refused = () =>
  problemFrom(
    {
      type: '/problems/invalid',
      title: 'Quelque chose à corriger',
      errors: [
        { field: 'email', message: 'Ce n’est pas une adresse.' },
        { field: 'party.1', message: 'Trop long.' },
      ],
    },
    422,
    t().problems,
  );

const form = $state({ email: '', party: [''] });
let refusal: Refusal;

beforeEach(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await speak('fr');
  await t.load();
  Object.assign(form, { email: 'ada@', party: ['Bram', 'x'] });
  refusal = new Refusal((field) => at(form, field));
});

describe('What was refused', () => {
  it('is told at each field while the field holds it', () => {
    refusal.take(refused());
    expect(refusal.fields).toEqual({ email: 'Ce n’est pas une adresse.', 'party.1': 'Trop long.' });
    expect(refusal.problem?.fields).toEqual(refusal.fields);
  });

  it('is gone from a field that changed, and altogether once all did', () => {
    refusal.take(refused());
    form.party.pop();
    expect(refusal.fields).toEqual({ email: 'Ce n’est pas une adresse.' });
    expect(refusal.problem?.fields).toEqual(refusal.fields);

    form.email = 'ada@example.org';
    expect(refusal.fields).toEqual({});
    expect(refusal.problem).toBeUndefined();
  });

  it('keeps the kind of a problem that is about no field', () => {
    refusal.take(problemFrom({ type: '/problems/already-registered', title: 'Déjà' }, 409, t().problems));

    expect(refusal.problem?.title).toBe('Déjà');
    expect(refusal.slug).toBe('already-registered');
    refusal.clear();
    expect(refusal.problem).toBeUndefined();
  });

  it('is never told in a language that is no longer spoken', async () => {
    refusal.take(refused());
    await speak('nl');

    expect(refusal.problem).toBeUndefined();
    expect(Object.values(refusal.fields)).toEqual([t().problems.mend, t().problems.mend]);
    expect(refusal.slug).toBe('invalid');
  });

  it('follows the language where the form itself found it', async () => {
    expect(refusal.found({ email: () => t().register.emailMissing })).toBe(true);
    const before = refusal.fields.email;
    await speak('nl');

    expect(refusal.fields.email).toBe(t().register.emailMissing);
    expect(refusal.fields.email).not.toBe(before);
    expect(refusal.found({})).toBe(false);
  });
});
