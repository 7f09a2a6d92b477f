import { expect, it } from 'vitest';
import en from './messages/en';
import fr from './messages/fr';
import { spellDays, spellMinutes } from './spell';

it('says years as years and days as days', () => {
  expect([30, 90, 365, 400, 1825].map((days) => spellDays(days, en.times))).toEqual([
    '30 days', '90 days', '1 year', '400 days', '5 years',
  ]); // prettier-ignore
  expect(spellDays(730, fr.times)).toBe('2 ans');
});

it('says minutes only of what is shorter than a day', () => {
  expect([15, 43_200, 525_600].map((minutes) => spellMinutes(minutes, en.times))).toEqual([
    '15 minutes', '30 days', '1 year',
  ]); // prettier-ignore
});
