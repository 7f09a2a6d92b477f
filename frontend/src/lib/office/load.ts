/** What the organisers' pages fetch: who is signed in, whole lists, one event with its version. */

import { error } from '@sveltejs/kit';
import type { components } from '$lib/api/schema';
import { api, got } from '$lib/api/client';
import { Failed, problemFrom } from '$lib/api/problems';
import type { Event, EventPage, Me } from '$lib/api/types';
import { eventsAlone, officesOf, organises, organisesAll, organisesEvent } from '$lib/grants';
import { t } from '$lib/messages';

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
  const found: Event[] = [];
  // An event organised alone may be in an office that is not theirs.
  const office = organisesAll(me) || eventsAlone(me).length ? [] : officesOf(me);
  let after: string | undefined;
  do {
    const query = { ...(office.length && { office }), ...(after && { after }) };
    const page = await got(api(fetch).GET('/api/events', { params: { query } }));
    found.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return found.filter((event) => organisesEvent(me, event));
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
export async function versionOf(fetch: Fetch, slug: string): Promise<Version> {
  const asked = api(fetch).GET('/api/events/{slug}', { params: { path: { slug } }, cache: 'no-store' });
  return withEtag(await asked.catch(() => Promise.reject(offline())));
}

/** An answer with its ETag. Raises Failed for a problem. */
export function withEtag(answer: { data?: EventPage; error?: unknown; response: Response }): Version {
  const { data, response } = answer;
  if (!data || !response.ok) throw new Failed(problemFrom(answer.error, response.status, t().problems));
  return { event: data, etag: response.headers.get('etag') ?? `"${data.version}"` };
}

/** Fails as `got` does when no answer came at all. */
export function offline(): Failed {
  const { offlineTitle: title, offlineDetail: detail } = t().problems;
  return new Failed({ slug: 'offline', status: 0, title, detail, fields: {} });
}
