import { describe, expect, it } from 'vitest';
import en from '$lib/messages/en';
import { bodyOf, keeper, mintKey, missing, pathOf, type Typed } from './attempt';

const typed: Typed = { name: ' Ada ', email: ' ada@example.org ', language: 'nl', party: [' Bram'] };

describe('Registering', () => {
  it('asks for what is typed, without the spaces around it', () => {
    expect(bodyOf(typed)).toMatchObject({ name: 'Ada', email: 'ada@example.org', party: ['Bram'] });
  });

  it('leaves out of a member’s body what the register knows, and asks for no address', () => {
    const member = { ...typed, email: '', member: true };

    expect(bodyOf(member)).toEqual({ name: 'Ada', party: ['Bram'], answers: {} });
    expect(missing(member, en.register)).toEqual({});
  });

  it('names every field left empty, each person of the party among them', () => {
    const empty = { ...typed, name: ' ', email: '', party: ['Bram', '  '] };

    expect(Object.keys(missing(empty, en.register))).toEqual(['name', 'email', 'party.1']);
    expect(missing(typed, en.register)).toEqual({});
  });

  it('keeps its key while the same is asked again, and takes another when it changed', () => {
    const key = keeper(mintKey);
    const first = key(bodyOf(typed));

    expect(key(bodyOf(typed))).toBe(first);
    expect(key(bodyOf({ ...typed, party: [] }))).not.toBe(first);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
  });

  it('leads to the page of the registration in this app', () => {
    expect(pathOf('https://events.example/registrations/7?key=abc')).toBe('/registrations/7?key=abc');
  });
});
