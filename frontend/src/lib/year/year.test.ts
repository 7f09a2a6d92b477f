import { describe, expect, it } from 'vitest';
import type { Event } from '$lib/api/types';
import { narrowing, passes, readFilters, withFilters } from './filters';
import { askedYear, currentYear, openNearestYear, openYear, type Find } from './load';
import { byDay, entriesOf, monthsOf } from './months';

function event(slug: string, more: Partial<Event> = {}): Event {
  return {
    slug,
    office: 'brussels',
    parent: null,
    title: { nl: slug },
    description: {},
    starts_at: '2023-06-20T07:00:00Z',
    ends_at: '2023-06-20T22:00:00Z',
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
    languages: ['fr', 'nl'],
    sequence: 0,
    version: 1,
    assembly: false,
    changed_at: '2023-01-01T00:00:00Z',
    ...more,
  };
}

const filters = (query: string) => readFilters(new URLSearchParams(query));
const all = filters('');

describe('A view of the year', () => {
  it('is in the address, and reads back as it was written', () => {
    const asked = 'view=list&office=liege&office=ghent&mode=online&language=fr&q=caf%C3%A9+noir';
    const url = withFilters(new URL('http://here/?year=2023&q=old&mode=hybrid'), filters(asked));

    expect(url.search).toBe(`?year=2023&${asked}`);
    expect(readFilters(url.searchParams)).toEqual(filters(asked));
    expect(narrowing(filters(asked))).toBe(5);
  });

  it('takes nonsense for no filter at all', () => {
    expect(filters('view=cube&mode=mars&language=xx&office=&q=')).toEqual(all);
    expect(askedYear('2023')).toBe(2023);
    expect([askedYear('next'), askedYear('0000'), askedYear(null)]).toEqual([null, null, null]);
  });

  it('finds words in any language, accents and capitals aside', () => {
    const day = event('day', { title: { nl: 'De jaarlijkse dag', fr: 'La journée de la coopérative' } });

    expect(passes(day, filters('q=JOURNEE cooper'))).toBe(true);
    expect(passes(day, filters('q=journee lunch'))).toBe(false);
    expect(passes(day, filters('office=ghent'))).toBe(false);
    expect(passes(day, filters('language=de'))).toBe(false);
  });
});

describe('The months', () => {
  const day = event('day');
  const dance = event('dance', { parent: 'day', starts_at: '2023-06-20T18:00:00Z', title: { nl: 'Dansavond' } });
  const lunch = event('lunch', { parent: 'day', starts_at: '2023-06-20T10:00:00Z' });
  const orphan = event('orphan', {
    parent: 'elsewhere',
    starts_at: '2023-02-01T10:00:00Z',
    ends_at: '2023-02-01T11:00:00Z',
  });

  it('show a day with its programme in order, found by what is in the programme too', () => {
    const [found] = entriesOf([dance, lunch, day], filters('q=dansavond'));

    expect(found?.event.slug).toBe('day');
    expect(found?.programme.map((item) => item.slug)).toEqual(['lunch', 'dance']);
  });

  it('show an item whose day is not there by itself', () => {
    expect(entriesOf([orphan, day], all).map((entry) => entry.event.slug)).toEqual(['orphan', 'day']);
  });

  it('are twelve, begin on the right weekday, and hold what starts in them', () => {
    const months = monthsOf(2023, entriesOf([day, orphan], all));

    expect(months.map((month) => month.lead)).toEqual([6, 2, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]);
    expect(months.map((month) => month.entries.length)).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(months[1]?.days).toHaveLength(28);
  });

  it('hold what began the year before in January, and every day of what lasts', () => {
    const feast = event('feast', { starts_at: '2022-12-31T18:00:00Z', ends_at: '2023-01-02T18:00:00Z' });
    const entries = entriesOf([feast], all);

    expect(monthsOf(2023, entries)[0]?.entries).toHaveLength(1);
    expect([...byDay(entries).keys()]).toEqual(['2022-12-31', '2023-01-01', '2023-01-02']);
  });
});

describe('The year to open', () => {
  const store = [event('old', { starts_at: '2019-05-01T10:00:00Z', ends_at: '2019-05-01T12:00:00Z' }), event('day')];

  const find: Find = async ({ from = '', to = '9', limit = 100 }) => ({
    items: store.filter((one) => one.ends_at > from && one.starts_at < to).slice(0, limit),
    next: null,
  });

  it('is the current one when it has events, else the nearest', async () => {
    expect(await openNearestYear(find, 2023)).toMatchObject({ year: 2023, before: 2019, after: null });
    expect(await openNearestYear(find, 2026)).toMatchObject({ year: 2023 });
    expect(await openNearestYear(find, 2021)).toMatchObject({ year: 2023 });
    expect(await openNearestYear(find, 2010)).toMatchObject({ year: 2019, after: 2023 });
  });

  it('is the one asked for, empty or not, and says where the others are', async () => {
    expect(await openYear(find, 2021)).toMatchObject({ year: 2021, events: [], before: 2019, after: 2023 });
  });

  it('is fetched page by page', async () => {
    const pages: Find = async ({ after, limit }) =>
      limit === 1 ? { items: [], next: null } : { items: [event(after ?? 'first')], next: after ? null : 'second' };

    const { events } = await openYear(pages, 2023);

    expect(events.map((one) => one.slug)).toEqual(['first', 'second']);
  });

  it('is that of the office, not of the reader', () => {
    expect(currentYear(new Date('2022-12-31T23:30:00Z'))).toBe(2023);
  });
});
