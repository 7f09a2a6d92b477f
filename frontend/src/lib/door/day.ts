/** Events as a door looks for them: what is on today, what comes, what is just over. */

import type { Event } from '$lib/api/types';
import { folded } from './names';

export interface Agenda {
  today: Event[];
  coming: Event[];
  past: Event[];
}

/** The events of whom every word is in a title, the place or the office. today: on the day it is at the event. */
export function agenda(events: readonly Event[], asked: string, now: Date): Agenda {
  const words = folded(asked).split(' ');
  const sorted: Agenda = { today: [], coming: [], past: [] };
  for (const event of events) {
    const text = folded([...Object.values(event.title), event.venue ?? '', event.office].join(' '));
    if (words.every((word) => text.includes(word))) sorted[partOf(event, now)].push(event);
  }
  sorted.past.reverse();
  return sorted;
}

function partOf(event: Event, now: Date): keyof Agenda {
  const today = dayOf(now, event.timezone);
  // An event that ends at midnight ends on the day before.
  const last = new Date(Math.max(Date.parse(event.ends_at) - 1, Date.parse(event.starts_at)));
  if (dayOf(last, event.timezone) < today) return 'past';
  return dayOf(new Date(event.starts_at), event.timezone) > today ? 'coming' : 'today';
}

/** `2023-01-26`, which also sorts. */
function dayOf(instant: Date, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(instant);
}

/** The time on the event's clock, with the day when that is another than today there: `18:04`, `do 26 jan, 18:04`. */
export function timeOf(instant: string, timezone: string, locale: string, now: Date): string {
  const at = new Date(instant);
  const today = dayOf(at, timezone) === dayOf(now, timezone);
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return new Intl.DateTimeFormat(locale, {
    ...(today ? {} : day),
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  }).format(at);
}
