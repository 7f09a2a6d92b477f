import { expect, it } from 'vitest';
import type { Event } from '$lib/api/types';
import { agenda, timeOf } from './day';

const now = new Date('2023-01-26T16:30:00Z');

it('sorts events into today, what comes and what is just over, the latest first', () => {
  const events = [
    event('older', '2023-01-10T10:00:00Z', '2023-01-10T12:00:00Z'),
    event('yesterday', '2023-01-25T10:00:00Z', '2023-01-25T23:00:00Z'),
    event('this morning', '2023-01-26T08:00:00Z', '2023-01-26T09:00:00Z'),
    event('tonight', '2023-01-26T17:00:00Z', '2023-01-26T22:00:00Z'),
    event('all week', '2023-01-23T08:00:00Z', '2023-01-28T08:00:00Z'),
    event('at midnight', '2023-01-26T23:00:00Z', '2023-01-27T01:00:00Z'),
  ];
  const { today, coming, past } = agenda(events, '', now);

  expect(today.map(({ slug }) => slug)).toEqual(['this morning', 'tonight', 'all week']);
  expect(coming.map(({ slug }) => slug)).toEqual(['at midnight']);
  expect(past.map(({ slug }) => slug)).toEqual(['yesterday', 'older']);
});

it('finds events by words in any language, in their place or office, accents forgiven', () => {
  const feast = { ...event('feast'), title: { nl: 'Nieuwjaar', fr: 'Fête' }, venue: 'Théâtre', office: 'liege' };
  const slugs = (asked: string) => agenda([feast, event('other')], asked, now).today.map(({ slug }) => slug);

  expect(slugs('fete')).toEqual(['feast']);
  expect(slugs('nieuw theatre liege')).toEqual(['feast']);
  expect(slugs('nieuw gent')).toEqual([]);
});

it('says a time on the clock of the event, with the day when it was another', () => {
  expect(timeOf('2023-01-26T17:04:00Z', 'Europe/Brussels', 'nl-BE', now)).toBe('18:04');
  expect(timeOf('2023-01-25T17:04:00Z', 'Europe/Brussels', 'en-GB', now)).toBe('Wed 25 Jan, 18:04');
});

function event(slug: string, starts_at = '2023-01-26T17:00:00Z', ends_at = '2023-01-26T22:00:00Z'): Event {
  const facts = { slug, title: { nl: slug }, office: 'gent', venue: null, timezone: 'Europe/Brussels' };
  return { ...facts, starts_at, ends_at } as Partial<Event> as Event;
}
