/** What the organisers' pages fetch: who is signed in, whole lists, one event with its version. */

import { error } from '@sveltejs/kit';
import type { components } from '$lib/api/schema';
import { api, got, versioned, type Answer } from '$lib/api/client';
import type { Event, EventPage, Me } from '$lib/api/types';
import { eventsAlone, officesOf, organises, organisesAll, organisesEvent } from '$lib/grants';

export type Arrivals = components['schemas']['Arrivals'];
export type Row = components['schemas']['Row'];

type Fetch = typeof fetch;

/** The organiser or administrator signed in; anybody else gets the page that says how to sign in. */
export function organiser(me: Me | null): Me {
  if (!me) error(401, 'not-signed-in');
  if (!organises(me)) error(403, 'not-allowed');
  return me;
}

/** Every event this organiser works on, by start. */
export async function eventsOf(fetch: Fetch, me: Me): Promise<Event[]> {
  // An event organised alone may be in an office that is not theirs.
  const offices = organisesAll(me) || eventsAlone(me).length ? [] : officesOf(me);
  return (await everyEvent(fetch, offices)).filter((event) => organisesEvent(me, event));
}

/** Every event of these offices, of all when none is named, by start. */
export async function everyEvent(fetch: Fetch, office: string[] = []): Promise<Event[]> {
  const found: Event[] = [];
  let after: string | undefined;
  do {
    const query = { ...(office.length && { office }), ...(after && { after }) };
    const page = await got(api(fetch).GET('/api/events', { params: { query } }));
    found.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return found;
}

/** Everyone registered, in the order they came, cancelled ones too. */
export async function registrationsOf(fetch: Fetch, slug: string): Promise<Row[]> {
  const found: Row[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const asked: { items: Row[]; next: number | null } = await got(
      api(fetch).GET('/api/events/{slug}/registrations', { params: { path: { slug }, query: { after } } }),
    );
    found.push(...asked.items);
    after = asked.next;
  }
  return found;
}

export interface Version {
  event: EventPage;
  /** Sent back with a change, so that nobody's work is written over unseen. */
  etag: string;
}

/** One event as it is now, past any cache. */
export function versionOf(fetch: Fetch, slug: string): Promise<Version> {
  return withEtag(api(fetch).GET('/api/events/{slug}', { params: { path: { slug } }, cache: 'no-store' }));
}

/** What a request for one event answered, with its version. Raises Failed for a problem. */
export async function withEtag(asked: Promise<Answer<EventPage>>): Promise<Version> {
  const { found: event, etag } = await versioned(asked);
  return { event, etag };
}
