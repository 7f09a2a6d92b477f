import { expect, it } from 'vitest';
import type { PollSeen } from './asking';
import { areSame, isWhole, withName } from './marks';

const poll = (method: 'names' | 'per_candidate') => ({ method }) as PollSeen;
const candidates = [
  { id: 1, name: 'Ada' },
  { id: 2, name: 'Bram' },
];

it('asks for something on each candidate', () => {
  expect(isWhole(poll('per_candidate'), candidates, undefined)).toBe(false);
  expect(isWhole(poll('per_candidate'), candidates, { 1: 'for' })).toBe(false);
  expect(isWhole(poll('per_candidate'), candidates, { 1: 'for', 2: 'abstain' })).toBe(true);
});

it('takes a blank vote that was chosen, and nothing that was not', () => {
  expect(isWhole(poll('names'), candidates, undefined)).toBe(false);
  expect(isWhole(poll('names'), candidates, [])).toBe(true);
});

it('knows a ballot again, and a rank from another', () => {
  expect(areSame([1, 2], [1, 2])).toBe(true);
  expect(areSame([1, 2], [2, 1])).toBe(false);
  expect(areSame({ 1: 'for', 2: 'against' }, { 2: 'against', 1: 'for' })).toBe(true);
  expect(areSame([], undefined)).toBe(false);
});

it('puts a name in the place of another where one may be chosen', () => {
  expect(withName([1], 2, true, 1)).toEqual([2]);
  expect(withName([1], 2, true, 2)).toEqual([1, 2]);
  expect(withName([1, 2], 1, false, 2)).toEqual([2]);
});
