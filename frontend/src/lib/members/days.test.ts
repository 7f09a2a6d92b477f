import { describe, expect, it } from 'vitest';
import { heldOn, runsOf } from './days';

const A = { category: 'A', shares: 1, since: '2020-01-01', until: '2021-01-01' };
const B = { category: 'B', shares: 3, since: '2021-01-01', until: '2022-01-01' };
const C = { category: 'A', shares: 2, since: '2023-01-01', until: null };

describe('Memberships', () => {
  it('hold from their first day until the day before the next', () => {
    expect(heldOn('2019-12-31', [A, B, C])).toBeUndefined();
    expect(heldOn('2020-01-01', [A, B, C])).toBe(A);
    expect(heldOn('2021-01-01', [A, B, C])).toBe(B);
    expect(heldOn('2022-01-01', [A, B, C])).toBeUndefined();
    expect(heldOn('2099-01-01', [A, B, C])).toBe(C);
  });

  it('make one unbroken time when one begins where the other ends', () => {
    expect(runsOf([C, A, B])).toEqual([
      { joined_on: '2023-01-01', left_on: null, periods: [C] },
      { joined_on: '2020-01-01', left_on: '2022-01-01', periods: [B, A] },
    ]);
    expect(runsOf([])).toEqual([]);
  });
});
