import { expect, it } from 'vitest';
import { moved, sameMembers } from './order';

it('puts one thing at another place and leaves the others in their order', () => {
  expect(moved([1, 2, 3, 4], 0, 2)).toEqual([2, 3, 1, 4]);
  expect(moved([1, 2, 3, 4], 3, 1)).toEqual([1, 4, 2, 3]);
});

it('leaves all as it is beyond the ends', () => {
  for (const [from, to] of [
    [0, -1],
    [2, 3],
    [-1, 0],
    [5, 0],
  ] as const)
    expect(moved([1, 2, 3], from, to)).toEqual([1, 2, 3]);
});

it('knows the same things in another order', () => {
  expect(sameMembers([1, 2], [2, 1])).toBe(true);
  expect(sameMembers([1, 2], [1, 3])).toBe(false);
  expect(sameMembers([1], [1, 2])).toBe(false);
});
