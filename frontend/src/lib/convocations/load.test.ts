import { expect, it } from 'vitest';
import { tally } from './load';

it('counts who is done with and who gets a letter', () => {
  expect(tally({ deliveries: {} })).toEqual({ all: 0, done: 0, postal: 0 });
  expect(tally({ deliveries: { planned: 5, queued: 4, sent: 10, failed: 1, bounced: 2, listed: 3 } })).toEqual({
    all: 25,
    done: 16,
    postal: 6,
  });
});
