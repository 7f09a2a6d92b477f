/** What the page of a convocation fetches. */

import { api, got } from '$lib/api/client';
import { Failed } from '$lib/api/problems';
import type { components } from '$lib/api/schema';
import type { Language } from '$lib/messages';

type Schemas = components['schemas'];
type Fetch = typeof fetch;
export type Convocation = Schemas['ConvocationOut'];
export type Delivery = Schemas['Delivery'];
export type Summons = Schemas['SummonsOut'];
export type Preview = Schemas['ConvocationPreview'];

/** Every state a summons may be in, as it goes. */
export const DELIVERIES: readonly Delivery[] = ['planned', 'queued', 'sent', 'failed', 'bounced', 'listed'];

export function convocationOf(fetch: Fetch, slug: string): Promise<Convocation> {
  const params = { path: { slug } };
  return got(api(fetch).GET('/api/assemblies/{slug}/convocation', { params, cache: 'no-store' }));
}

/** The mail for the first of the list who reads this language; null when nobody does. */
export async function previewOf(fetch: Fetch, slug: string, language: Language): Promise<Preview | null> {
  const params = { path: { slug }, query: { language } };
  try {
    return await got(api(fetch).GET('/api/assemblies/{slug}/convocation/preview', { params, cache: 'no-store' }));
  } catch (raised) {
    if (raised instanceof Failed && raised.problem.status === 404) return null;
    throw raised;
  }
}

export interface Asked {
  q: string;
  delivery: Delivery | '';
}

/** A page of the log. */
export function summonsOf(fetch: Fetch, slug: string, asked: Asked, after?: string): Promise<Schemas['Summonses']> {
  const query = {
    ...(asked.q.trim() && { q: asked.q.trim() }),
    ...(asked.delivery && { delivery: asked.delivery }),
    ...(after && { after: Number(after) }),
  };
  const params = { path: { slug }, query };
  return got(api(fetch).GET('/api/assemblies/{slug}/convocation/summons', { params, cache: 'no-store' }));
}

/** How many are called, how many of them are done with, and how many get a letter. */
export function tally({ deliveries }: Pick<Convocation, 'deliveries'>) {
  const count = (...which: Delivery[]) => which.reduce((sum, one) => sum + (deliveries[one] ?? 0), 0);
  const all = count(...DELIVERIES);
  return { all, done: all - count('planned', 'queued'), postal: count('failed', 'bounced', 'listed') };
}
