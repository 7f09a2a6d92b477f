/** A year laid out: which events stand in which month and on which day, programmes with the day they belong to. */

import type { Event } from '$lib/api/types';
import { daysOf } from '$lib/dates';
import { passes, type Filters } from './filters';

/** An event of the calendar with the programme of its day. */
export interface Entry {
  event: Event;
  days: string[];
  /** Programme items by start, all of them, whichever matched. */
  programme: Event[];
}

export interface Month {
  /** `2023-06`. */
  key: string;
  /** Days before the first in its week; weeks begin on Monday. */
  lead: number;
  days: string[];
  entries: Entry[];
}

/** The entries that pass the filters, by start: an event passes with its programme, and a programme brings its event. */
export function entriesOf(events: Event[], filters: Filters): Entry[] {
  const slugs = new Set(events.map((event) => event.slug));
  const isItem = (event: Event) => event.parent !== null && slugs.has(event.parent);
  const programmes = groups(events.filter(isItem), (item) => [item.parent!]);
  return events
    .filter((event) => !isItem(event))
    .map((event) => ({ event, days: daysOf(event), programme: (programmes.get(event.slug) ?? []).sort(byStart) }))
    .filter(({ event, programme }) => [event, ...programme].some((one) => passes(one, filters)))
    .sort((a, b) => byStart(a.event, b.event));
}

/** The twelve months; an entry stands in the month it starts in, or in January when it began the year before. */
export function monthsOf(year: number, entries: Entry[]): Month[] {
  return Array.from({ length: 12 }, (_, index) => {
    const key = `${year}-${String(index + 1).padStart(2, '0')}`;
    const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
    return {
      key,
      lead: (new Date(Date.UTC(year, index, 1)).getUTCDay() + 6) % 7,
      days: Array.from({ length }, (_, day) => `${key}-${String(day + 1).padStart(2, '0')}`),
      entries: entries.filter(({ days }) => days.find((day) => day.startsWith(`${year}-`))?.startsWith(key)),
    };
  });
}

/** Which entries happen on which day. */
export function byDay(entries: Entry[]): Map<string, Entry[]> {
  return groups(entries, (entry) => entry.days);
}

function groups<T>(all: T[], keysOf: (one: T) => string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) for (const key of keysOf(one)) found.set(key, [...(found.get(key) ?? []), one]);
  return found;
}

function byStart(a: Event, b: Event): number {
  return a.starts_at.localeCompare(b.starts_at) || a.ends_at.localeCompare(b.ends_at) || a.slug.localeCompare(b.slug);
}
