/** Addresses of calendar feeds, and how the usual calendars take them. */

import type { Language } from './messages/languages';

export type Feed = { kind: 'all' } | { kind: 'office' | 'event' | 'mine'; name: string };

export function feedUrl(origin: string, feed: Feed, language: Language): string {
  const path = feed.kind === 'all' ? 'all' : `${feed.kind}/${encodeURIComponent(feed.name)}`;
  return `${origin}/calendar/${path}.ics?lang=${language}`;
}

/** The same address for programs that subscribe: Apple's calendar, Outlook, Thunderbird. */
export function webcal(url: string): string {
  return url.replace(/^https?:/, 'webcal:');
}

/** Google's calendar on the web, with the feed to add. */
export function googleSubscribe(url: string): string {
  return `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal(url))}`;
}

/** A place on OpenStreetMap: what is written, or the point where nothing is. */
export function mapUrl(place: string | null, lat: number, lon: number): string {
  return place
    ? `https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}`
    : `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`;
}

/** The token in a personal calendar's address: its last part, without the ending and the query. */
export function tokenIn(url: string): string {
  return new URL(url, 'http://here').pathname
    .split('/')
    .pop()!
    .replace(/\.ics$/, '');
}
