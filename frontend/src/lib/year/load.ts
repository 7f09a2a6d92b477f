/** Fetching a year, and finding which year to open. */

import type { Event } from '$lib/api/types';
import { wall } from '$lib/dates';

/** One page of events by start, as the API finds them. */
export type Find = (query: { from?: string; to?: string; after?: string; limit?: number }) => Promise<{
  items: Event[];
  next: string | null;
}>;

const ZONE = 'Europe/Brussels';
const PAGES_AT_MOST = 100;
const GAP = 10;

export interface Year {
  year: number;
  events: Event[];
  /** The nearest years with events before and after this one. */
  before: number | null;
  after: number | null;
}

/** The current year; when it has no events, the nearest that has (later ones first). */
export async function openNearestYear(find: Find, current: number): Promise<Year> {
  const found = await openYear(find, current);
  const nearest = found.after ?? found.before;
  return found.events.length || nearest === null ? found : await openYear(find, nearest);
}

/** A year with its events, and where the others are. */
export async function openYear(find: Find, year: number): Promise<Year> {
  const [events, before, after] = await Promise.all([
    eventsOf(find, year),
    yearBefore(find, year),
    firstEvent(find, { from: `${year + 1}-01-01` }),
  ]);
  return { year, events, before, after: after && yearNumber(after) };
}

/** Every event of a year, page by page. */
async function eventsOf(find: Find, year: number): Promise<Event[]> {
  const events: Event[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES_AT_MOST; page++) {
    const found = await find({ from: `${year}-01-01`, to: `${year + 1}-01-01`, ...(after && { after }) });
    events.push(...found.items);
    if (!found.next) break;
    after = found.next;
  }
  return events;
}

/** The last year before this one that has events, asked year by year; after a long gap, the year of the first event. */
async function yearBefore(find: Find, year: number): Promise<number | null> {
  const first = await firstEvent(find, { to: `${year}-01-01` });
  if (!first) return null;
  for (let asked = year - 1; asked > Math.max(yearNumber(first), year - GAP); asked--)
    if (await firstEvent(find, { from: `${asked}-01-01`, to: `${asked + 1}-01-01` })) return asked;
  return yearNumber(first);
}

async function firstEvent(find: Find, query: { from?: string; to?: string }): Promise<Event | null> {
  return (await find({ ...query, limit: 1 })).items[0] ?? null;
}

function yearNumber(event: Event): number {
  return Number(wall(event.starts_at, ZONE).day.slice(0, 4));
}

/** The year in a query, if it is one. */
export function askedYear(text: string | null): number | null {
  return text && /^\d{4}$/.test(text) && Number(text) >= 1000 ? Number(text) : null;
}

export function currentYear(now: Date): number {
  return Number(wall(now, ZONE).day.slice(0, 4));
}
