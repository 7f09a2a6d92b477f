import { describe, expect, it } from 'vitest';
import type { Event } from '$lib/api/types';
import { entries, shelfOf, taken } from './listing';
import { found } from './search';

const now = new Date('2023-06-20T12:00:00Z');

function event(slug: string, starts: string, more: Partial<Event> = {}): Event {
  return {
    slug,
    office: 'brussels',
    parent: null,
    title: { nl: slug },
    description: {},
    starts_at: starts,
    ends_at: `${starts.slice(0, 10)}T23:00:00Z`,
    timezone: 'Europe/Brussels',
    mode: 'on_site',
    venue: null,
    online_url: null,
    capacity: null,
    places_left: null,
    waiting: 0,
    audience: 'everyone',
    status: 'published',
    reason: {},
    languages: [],
    sequence: 0,
    version: 1,
    assembly: false,
    changed_at: starts,
    ...more,
  };
}

const year = [
  event('reception', '2023-01-26T17:00:00Z'),
  event('day', '2023-06-20T07:00:00Z'),
  event('workshop', '2023-06-20T10:00:00Z', { parent: 'day', title: { fr: 'Atelier d’été' } }),
  event('secret', '2023-06-20T18:00:00Z', { parent: 'day', status: 'draft' }),
  event('open-house', '2023-04-27T14:00:00Z', { office: 'ghent' }),
  event('called-off', '2023-09-22T17:00:00Z', { status: 'cancelled' }),
];

const slugs = (list: ReturnType<typeof entries>) => list.map(({ event }) => event.slug);

describe('the organisers’ list', () => {
  it('shelves an event under way as upcoming, a cancelled one by its date, a draft always as draft', () => {
    expect(year.map((one) => shelfOf(one, now))).toEqual([
      'past',
      'upcoming',
      'upcoming',
      'drafts',
      'past',
      'upcoming',
    ]);
  });

  it('puts a programme under its day, and an item alone when its day is elsewhere', () => {
    const upcoming = entries(year, 'upcoming', now);

    expect(slugs(upcoming)).toEqual(['day', 'called-off']);
    expect(upcoming[0]!.items.map((item) => item.slug)).toEqual(['workshop']);
    expect(slugs(entries(year, 'drafts', now))).toEqual(['secret']);
  });

  it('tells the past from its end', () => {
    expect(slugs(entries(year, 'past', now))).toEqual(['open-house', 'reception']);
    expect(slugs(entries(year, 'past', now, '', 'ghent'))).toEqual(['open-house']);
  });

  it('finds by words in any language, accents and capitals aside', () => {
    expect(slugs(entries(year, 'upcoming', now, 'ETE atelier'))).toEqual(['workshop']);
    expect(entries(year, 'upcoming', now, 'atelier hiver')).toEqual([]);
    expect(found('  ', [null])).toBe(true);
  });

  it('counts places taken only where there is a limit', () => {
    expect(taken(event('a', '2023-01-01T10:00:00Z', { capacity: 40, places_left: 12 }))).toBe(28);
    expect(taken(event('b', '2023-01-01T10:00:00Z'))).toBeNull();
  });
});
