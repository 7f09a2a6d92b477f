/** The organisers' list: what is still to come, what is not public yet, what is over, days with their programme. */

import type { Event } from '$lib/api/types';
import { found } from './search';

export const SHELVES = ['upcoming', 'drafts', 'past'] as const;

export type Shelf = (typeof SHELVES)[number];

export interface Entry {
  event: Event;
  /** The items of its programme on the same shelf. */
  items: Event[];
}

export function shelfOf(event: Event, now: Date): Shelf {
  if (event.status === 'draft') return 'drafts';
  return Date.parse(event.ends_at) > now.getTime() ? 'upcoming' : 'past';
}

/** The events of one shelf with these words, programme items under their day; the past from its end. */
export function entries(events: readonly Event[], shelf: Shelf, now: Date, words = '', office = ''): Entry[] {
  const shown = events.filter(
    (event) =>
      shelfOf(event, now) === shelf &&
      (!office || event.office === office) &&
      found(words, [...Object.values(event.title), ...Object.values(event.description), event.venue, event.slug]),
  );
  const slugs = new Set(shown.map((event) => event.slug));
  const sorted = shown.toSorted((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  const tops = sorted.filter((event) => !event.parent || !slugs.has(event.parent));
  if (shelf === 'past') tops.reverse();
  return tops.map((event) => ({ event, items: sorted.filter((item) => item.parent === event.slug) }));
}

/** How many people have a place, where there is a limit to count from. */
export function taken(event: Event): number | null {
  return event.capacity === null || event.places_left === null ? null : event.capacity - event.places_left;
}
