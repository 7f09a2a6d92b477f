import { expect, it } from 'vitest';
import { bodyOf, draftOf, untitled, unwritten } from './drafts';

const ZONE = 'Europe/Brussels';

it('leaves out what a kind does not have, and languages in which nothing is written', () => {
  const draft = { ...draftOf(undefined, ZONE), title: { nl: 'Bestuur', fr: ' ', en: '', de: '' } };

  expect(bodyOf({ ...draft, matter: 'purpose' }, ZONE)).toEqual({
    kind: 'information', title: { nl: 'Bestuur' }, text: {}, matter: null, seats: null, candidates_until: null, method: null, most: null, ballot_order: null,
  }); // prettier-ignore
  expect(bodyOf({ ...draft, kind: 'decision', matter: 'purpose' }, ZONE)).toMatchObject({ matter: 'purpose' });
});

it('reads the deadline on the clock of the place, and writes it back', () => {
  const draft = { ...draftOf(undefined, ZONE), kind: 'election' as const, candidates_until: '2023-06-01T18:00' };
  const body = bodyOf(draft, ZONE);

  expect(body.candidates_until).toBe('2023-06-01T16:00:00Z');
  const item = { ...body, id: 1, position: 1, documents: [], text_html: {}, version: 1 } as never;
  expect(draftOf(item, ZONE).candidates_until).toBe('2023-06-01T18:00');
});

it('says which of Dutch and French has no title, and what is decided without a text', () => {
  expect(untitled({ title: { nl: 'Bestuur', en: 'Board' } })).toEqual(['fr']);
  expect(unwritten({ kind: 'decision', text: { nl: ' ' } })).toBe(true);
  expect(unwritten({ kind: 'discussion', text: {} })).toBe(false);
});
