import { describe, expect, it } from 'vitest';
import { nearness } from './nearness';

describe('The last day', () => {
  it.each([
    ['2023-01-11', 'past', -1],
    ['2023-01-12', 'today', 0],
    ['2023-01-13', 'near', 1],
    ['2023-01-26', 'near', 14],
    ['2023-01-27', 'far', 15],
  ])('%s is %s from 12 January', (last, how, days) => {
    expect(nearness(last, '2023-01-12')).toEqual({ how, days });
  });

  it('is as far where the clocks change between', () => {
    expect(nearness('2023-03-27', '2023-03-25')).toEqual({ how: 'near', days: 2 });
  });
});
