/** What the pages of an assembly's record and attendance fetch. */

import { api, got } from '$lib/api/client';
import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];
type Fetch = typeof fetch;
export type BureauPerson = Schemas['BureauPerson'];
export type Failures = Schemas['Failures'];
export type Quorum = Schemas['QuorumOut'];
export type Stay = Schemas['StayOut'];
export type Right = Schemas['RightOut'];
export type Rested = Schemas['ProxyOut'];
export type BundleMade = Schemas['BundleMade'];
export type Item = Schemas['AgendaItemOut'];

export interface Bureau {
  items: BureauPerson[];
  etag: string;
}

/** The bureau, with the version it is changed on. */
export async function bureauOf(fetch: Fetch, slug: string): Promise<Bureau> {
  const asked = api(fetch).GET('/api/assemblies/{slug}/bureau', { params: { path: { slug } }, cache: 'no-store' });
  const { items } = await got(asked);
  return { items, etag: (await asked).response.headers.get('etag') ?? '' };
}

export async function nameBureau(slug: string, items: BureauPerson[], etag: string): Promise<Bureau> {
  const params = { path: { slug }, header: { 'If-Match': etag } };
  const asked = api().PUT('/api/assemblies/{slug}/bureau', { params, body: { items } });
  const named = await got(asked);
  return { items: named.items, etag: (await asked).response.headers.get('etag') ?? '' };
}

export function failuresOf(fetch: Fetch, slug: string): Promise<Failures> {
  return got(api(fetch).GET('/api/assemblies/{slug}/failures', { params: { path: { slug } }, cache: 'no-store' }));
}

export function quorumOf(fetch: Fetch, slug: string): Promise<Quorum> {
  return got(api(fetch).GET('/api/assemblies/{slug}/quorum', { params: { path: { slug } }, cache: 'no-store' }));
}

/** The closing bundles that were made, the latest first. */
export async function bundlesOf(fetch: Fetch, slug: string): Promise<BundleMade[]> {
  const params = { path: { slug } };
  return (await got(api(fetch).GET('/api/assemblies/{slug}/bundles', { params, cache: 'no-store' }))).items;
}

export async function itemsOf(fetch: Fetch, slug: string): Promise<Item[]> {
  const params = { path: { slug } };
  return (await got(api(fetch).GET('/api/assemblies/{slug}/agenda', { params, cache: 'no-store' }))).items;
}

/** A page of who came, the last first. */
export function staysOf(fetch: Fetch, slug: string, q: string, after?: string): Promise<Schemas['Stays']> {
  const query = { q, ...(after && { after: Number(after) }) };
  return got(
    api(fetch).GET('/api/assemblies/{slug}/attendance', { params: { path: { slug }, query }, cache: 'no-store' }),
  );
}

/** A page of rights. at: an instant, or now. */
export function rightsOf(
  fetch: Fetch,
  slug: string,
  asked: { q: string; at: string | null },
  after?: string,
): Promise<Schemas['Rights']> {
  const query = { q: asked.q, ...(asked.at && { at: asked.at }), ...(after && { after: Number(after) }) };
  return got(api(fetch).GET('/api/assemblies/{slug}/rights', { params: { path: { slug }, query }, cache: 'no-store' }));
}

/** The proxies that rest because their giver came, and who has left again. */
export async function restedOf(fetch: Fetch, slug: string): Promise<Rested[]> {
  const found: Rested[] = [];
  for (let after: string | null | undefined = undefined; after !== null;) {
    const query = after ? { after: Number(after) } : {};
    const page: Schemas['Proxies'] = await got(
      api(fetch).GET('/api/assemblies/{slug}/proxies', { params: { path: { slug }, query }, cache: 'no-store' }),
    );
    found.push(...page.items.filter((one) => one.not_now === 'giver_left'));
    after = page.next ?? null;
  }
  return found;
}
