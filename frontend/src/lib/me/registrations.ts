/** My registrations: fetched whole, and in the order one looks for them. */

import { api, got } from '$lib/api/client';
import type { components } from '$lib/api/schema';

export type MyRegistration = components['schemas']['MyRegistration'];

export interface Shelves {
  /** What still lies ahead and was not given back, the next one first. */
  coming: MyRegistration[];
  /** All the rest, the latest first. */
  past: MyRegistration[];
}

/** All of them, the latest made first. */
export async function registrationsOfMine(fetch: typeof globalThis.fetch): Promise<MyRegistration[]> {
  const found: MyRegistration[] = [];
  let after: number | null | undefined;
  while (after !== null) {
    const query: { after?: number } = after === undefined ? {} : { after };
    const page: { items: MyRegistration[]; next: number | null } = await got(
      api(fetch).GET('/api/me/registrations', { params: { query } }),
    );
    found.push(...page.items);
    after = page.next;
  }
  return found;
}

export function shelved(all: readonly MyRegistration[], now: Date): Shelves {
  const ahead = (one: MyRegistration) => one.seat !== 'cancelled' && Date.parse(one.event.ends_at) > now.getTime();
  const start = (one: MyRegistration) => Date.parse(one.event.starts_at);
  return {
    coming: all.filter(ahead).toSorted((a, b) => start(a) - start(b)),
    past: all.filter((one) => !ahead(one)).toSorted((a, b) => start(b) - start(a)),
  };
}
