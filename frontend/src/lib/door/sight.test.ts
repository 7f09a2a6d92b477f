import { expect, it } from 'vitest';
import { CALM, GONE, Sight } from './sight';

it('takes a code held before the camera for one presentation', () => {
  const sight = new Sight();
  const frames = Array.from({ length: 200 }, (_, n) => sight.fresh('A', 1000 + n * 100));

  expect(frames.filter(Boolean)).toHaveLength(1);
  expect(frames[0]).toBe(true);
});

it('forgives a moment out of focus, and takes a code that came back for a new one', () => {
  const sight = new Sight();
  sight.fresh('A', 1000);

  expect(sight.fresh('A', 1000 + GONE - 1)).toBe(false);
  expect(sight.fresh('A', 1000 + 3 * GONE)).toBe(true);
});

it('takes the next person once the answer to the one before could be seen', () => {
  const sight = new Sight();
  sight.fresh('A', 1000);

  expect(sight.fresh('B', 1000 + CALM - 1)).toBe(false);
  expect(sight.fresh('B', 1000 + CALM)).toBe(true);
});

it('takes each of several codes on one screen once', () => {
  const sight = new Sight();
  const taken = Array.from({ length: 90 }, (_, n) => 'ABC'[n % 3] ?? '').filter((code, n) =>
    sight.fresh(code, n * 100),
  );

  expect(taken.sort()).toEqual(['A', 'B', 'C']);
});
