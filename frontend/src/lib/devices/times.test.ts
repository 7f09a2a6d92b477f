import { describe, expect, it } from 'vitest';
import { ago, endOf, left } from './times';

const now = new Date('2026-11-26T12:00:00Z');

describe('how long ago something was', () => {
  it.each([
    ['2026-11-26T11:59:30Z', 'now'],
    ['2026-11-26T12:00:30Z', 'now'],
    ['2026-11-26T11:55:00Z', '5 minutes ago'],
    ['2026-11-26T10:01:00Z', '1 hour ago'],
    ['2026-11-25T11:00:00Z', 'yesterday'],
    ['2026-11-12T12:00:00Z', '14 days ago'],
    ['2026-09-01T12:00:00Z', '2 months ago'],
    ['2024-11-01T12:00:00Z', '2 years ago'],
  ])('says of %s: %s', (instant, said) => expect(ago(instant, now, 'en')).toBe(said));

  it('says it in the language of the reader', () => {
    expect(ago('2026-11-25T11:00:00Z', now, 'nl')).toBe('gisteren');
    expect(ago('2026-11-26T11:55:00Z', now, 'fr')).toBe('il y a 5 minutes');
  });
});

it('counts down to nothing and no further', () => {
  expect(left('2026-11-26T12:15:00Z', now)).toBe('15:00');
  expect(left('2026-11-26T12:00:09.5Z', now)).toBe('0:09');
  expect(left('2026-11-26T11:59:00Z', now)).toBe('0:00');
});

it('lets a token hold for the whole of its last day', () => {
  const end = new Date(endOf('2026-12-01'));
  expect([end.getDate(), end.getHours(), end.getMinutes()]).toEqual([1, 23, 59]);
});
