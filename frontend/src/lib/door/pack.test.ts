import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readyKeys } from './codes';
import { counted, merged, opinion, type Person } from './pack';

const golden = JSON.parse(readFileSync(new URL('../../../../tests/golden/codes.json', import.meta.url), 'utf-8'));
const text = (name: string): string => golden.cases.find((one: { name: string }) => one.name === name).text;
const evening = Date.parse('2023-01-26T18:00:00Z');

describe('What a door makes of a code by itself', async () => {
  const keys = await readyKeys(golden.keys);
  const judged = async (...texts: string[]) => {
    const { refused, good } = await opinion(texts, keys, 7, evening);
    return refused ?? good?.ticket;
  };

  it('is good for a code of this day', async () => {
    expect(await judged(text('a valid code'))).toBe(1234);
  });

  it('is no for what proves nothing', async () => {
    expect(await judged('https://example.org')).toBe('unknown_code');
    expect(await judged(text('signed again by somebody else'))).toBe('bad_signature');
    expect(await judged(text('of another event'))).toBe('wrong_event');
    expect(await opinion([text('a valid code')], keys, 7, evening + 864e5)).toMatchObject({ refused: 'outside_hours' });
    expect(await judged()).toBe('unknown_code');
  });

  it('is left to the server for a key it does not have yet, and in a browser that cannot check', async () => {
    expect(await judged(text('naming a key nobody knows'))).toBeUndefined();
    expect(await opinion(['X'], undefined, 7, evening)).toEqual({ text: 'X' });
  });

  it('takes the reading that proves to be a code', async () => {
    const code = text('a valid code');

    expect(await judged('qeqqcqqq', code)).toBe(1234);
    expect((await opinion(['qeqqcqqq', text('signed again by somebody else')], keys, 7, evening)).refused).toBe(
      'bad_signature',
    );
  });
});

describe('The list of a door', () => {
  const ada = person(1, { inside: true, first_admitted_at: '2023-01-26T17:04:00Z' });
  const bram = person(2, {});
  const chloe = person(3, { seat: 'waiting' });

  it('counts who is expected, who came and who is in', () => {
    const left = person(4, { first_admitted_at: '2023-01-26T17:00:00Z' });
    const called = person(5, { seat: 'invited' });

    expect(counted(new Map([ada, bram, chloe, left, called].map((one) => [one.id, one])))).toEqual({
      expected: 4,
      arrived: 2,
      inside: 1,
    });
  });

  it('follows what changed and drops who may come no more', () => {
    const people = merged(new Map(), { tickets: [ada, bram], revoked: [] });
    const later = merged(people, { tickets: [chloe, { ...bram, name: 'Bram B.' }], revoked: [1] });

    expect([...later.values()].map(({ name }) => name)).toEqual(['Bram B.', 'Person 3']);
    expect(people.size).toBe(2);
  });
});

function person(id: number, facts: Partial<Person>): Person {
  const common = { registration: id, seat: 'confirmed', party_size: 1, first_admitted_at: null, gate: null } as const;
  return { id, name: `Person ${id}`, inside: false, ...common, ...facts };
}
