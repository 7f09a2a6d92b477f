import { expect, it } from 'vitest';
import { clocked, secondsLeft } from './time';

const BEGAN = '2023-01-26T17:00:00.000Z';
const at = (seconds: number) => Date.parse(BEGAN) + seconds * 1000;

it('counts down by the clock it is given, and below zero', () => {
  const turn = { began_at: BEGAN, seconds: 180 };

  expect([0, 0.4, 60, 180, 195].map((seconds) => secondsLeft(turn, at(seconds)))).toEqual([180, 180, 120, 0, -15]);
  expect(secondsLeft({ began_at: null, seconds: null }, at(0))).toBe(0);
});

it('says minutes and seconds', () => {
  expect([125, 60, 9, 0, -15].map(clocked)).toEqual(['2:05', '1:00', '0:09', '0:00', '0:15']);
});
