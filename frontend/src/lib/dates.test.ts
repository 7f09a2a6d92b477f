import { describe, expect, it } from 'vitest';
import { dayName, daysOf, hours, wall, when, zoneDiffers, zoneName, type WhenWords } from './dates';
import en from './messages/en';
import fr from './messages/fr';

const BRUSSELS = 'Europe/Brussels';
const words: WhenWords = en.when;
const from = (starts_at: string, ends_at: string, timezone = BRUSSELS) => ({ starts_at, ends_at, timezone });

describe('The clock on the wall', () => {
  it('follows summer time on both its Sundays in 2023', () => {
    expect(wall('2023-03-26T00:59:00Z', BRUSSELS)).toEqual({ day: '2023-03-26', time: '01:59' });
    expect(wall('2023-03-26T01:00:00Z', BRUSSELS)).toEqual({ day: '2023-03-26', time: '03:00' });
    expect(wall('2023-10-29T00:30:00Z', BRUSSELS).time).toBe('02:30');
    expect(wall('2023-10-29T01:30:00Z', BRUSSELS).time).toBe('02:30');
  });

  it('is on another day where midnight has passed', () => {
    expect(wall('2023-12-31T23:30:00Z', BRUSSELS).day).toBe('2024-01-01');
  });
});

describe('The days of an event', () => {
  it('are one for an evening that ends at midnight or in the small hours', () => {
    expect(daysOf(from('2023-06-20T07:00:00Z', '2023-06-20T22:00:00Z'))).toEqual(['2023-06-20']);
    expect(daysOf(from('2023-06-20T18:00:00Z', '2023-06-21T01:00:00Z'))).toEqual(['2023-06-20']);
  });

  it('are all of them for a seminar, across the end of a month', () => {
    expect(daysOf(from('2023-11-29T08:00:00Z', '2023-12-01T16:00:00Z'))).toEqual([
      '2023-11-29',
      '2023-11-30',
      '2023-12-01',
    ]);
  });
});

describe('When', () => {
  it('is said as one evening, a night to midnight, several days or whole days', () => {
    const seminar = from('2023-11-14T08:30:00Z', '2023-11-15T16:00:00Z');

    expect(when(from('2023-01-26T17:00:00Z', '2023-01-26T20:00:00Z'), 'en', words)).toMatch(
      /^Thursday,? 26 January 2023, 18:00–21:00$/,
    );
    expect(when(from('2023-06-20T07:00:00Z', '2023-06-20T22:00:00Z'), 'fr', fr.when)).toBe(
      'mardi 20 juin 2023, de 09:00 à minuit',
    );
    expect(when(seminar, 'fr', fr.when)).toBe('du mardi 14 novembre, 09:30 au mercredi 15 novembre 2023, 17:00');
    expect(when(from('2023-05-31T22:00:00Z', '2023-06-01T22:00:00Z'), 'fr', fr.when)).toBe(
      'jeudi 1er juin 2023, toute la journée',
    );
    expect(hours(seminar)).toBe('09:30');
  });

  it('leaves the eleventh and twenty-first alone in French', () => {
    expect(dayName('2023-06-21', 'fr')).toBe('mercredi 21 juin 2023');
    expect(dayName('2023-06-01', 'fr', 'noYear')).toBe('jeudi 1er juin');
  });
});

describe('The zone', () => {
  it('matters only to who reads another hour', () => {
    expect(zoneDiffers('2023-06-20T07:00:00Z', BRUSSELS, 'Europe/Paris')).toBe(false);
    expect(zoneDiffers('2023-06-20T07:00:00Z', BRUSSELS, 'Europe/London')).toBe(true);
  });

  it('has its name of that season', () => {
    expect(zoneName('2023-06-20T07:00:00Z', BRUSSELS, 'en')).toBe('Central European Summer Time');
    expect(zoneName('2023-12-14T17:00:00Z', BRUSSELS, 'nl')).toBe('Midden-Europese standaardtijd');
  });

  it('has one name for a whole year', () => {
    expect(zoneName(undefined, BRUSSELS, 'nl')).toBe('Midden-Europese tijd');
  });
});
