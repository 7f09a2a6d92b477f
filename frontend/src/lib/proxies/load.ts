/** What the pages of proxies fetch and send, and how they read. */

import { api, got } from '$lib/api/client';
import { Failed } from '$lib/api/problems';
import type { components } from '$lib/api/schema';
import { dayName, wall } from '$lib/dates';
import { language } from '$lib/messages';

type Schemas = components['schemas'];
type Fetch = typeof fetch;
export type Proxy = Schemas['ProxyOut'];
export type Mine = Schemas['MyProxies'];
export type Kind = Schemas['ProxyKind'];
export type Choice = NonNullable<Schemas['ProxyItemIn']['choice']>;
export type State = Schemas['ProxyState'];
export type Resolution = Schemas['ResolutionOut'];
export type NewProxy = Schemas['NewProxy'];
export type NewPaper = Schemas['NewPaperProxy'];

export const KINDS: readonly Kind[] = ['general', 'named', 'instructed', 'quorum'];
export const CHOICES: readonly Choice[] = ['for', 'against', 'abstain'];
export const STATES: readonly State[] = ['asked', 'counted', 'over'];
/** What a scan may be. */
export const SCANS = 'application/pdf,image/jpeg,image/png';
/** Why a proxy is over, whatever else is so. */
const ENDED = new Set<Proxy['not_now']>(['declined', 'withdrawn', 'lapsed']);

/** A member's own; null where nobody was called yet, or for who is no member. */
export async function mineIfAny(slug: string): Promise<Mine | null> {
  const asked = api().GET('/api/assemblies/{slug}/proxies/me', { params: { path: { slug } }, cache: 'no-store' });
  try {
    return await got(asked);
  } catch (raised) {
    if (raised instanceof Failed && [401, 403, 404].includes(raised.problem.status)) return null;
    throw raised;
  }
}

/** What is put to the vote; nothing while that is not to be read. */
export async function resolutionsOf(fetch: Fetch, slug: string): Promise<Resolution[]> {
  const asked = api(fetch).GET('/api/assemblies/{slug}/resolutions', { params: { path: { slug } }, cache: 'no-store' });
  try {
    return (await got(asked)).items;
  } catch (raised) {
    if (raised instanceof Failed && raised.problem.status === 404) return [];
    throw raised;
  }
}

export interface Query {
  q: string;
  stands: State | '';
}

/** A page of an assembly's proxies, the newest first. */
export function proxiesOf(fetch: Fetch, slug: string, query: Query, after?: string, signal?: AbortSignal) {
  const params = {
    path: { slug },
    query: { q: query.q, ...(query.stands && { stands: query.stands }), ...(after && { after: Number(after) }) },
  };
  return got(api(fetch).GET('/api/assemblies/{slug}/proxies', { params, signal, cache: 'no-store' }));
}

/** How a file goes into a body: as it is. */
export function asIs(file: Blob, type = file.type || 'application/octet-stream') {
  return {
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body as BodyInit,
    headers: { 'Content-Type': type },
  };
}

/** Keep the scan of a form. */
export function keepScan(proxy: number, file: Blob) {
  return got(api().PUT('/api/proxies/{proxy}/form', { params: { path: { proxy } }, ...asIs(file) }));
}

/** Whether it was ended, by whatever. */
export function isOver(proxy: Proxy): boolean {
  return ENDED.has(proxy.not_now);
}

export function stateOf(proxy: Proxy): State {
  if (isOver(proxy)) return 'over';
  return proxy.accepted_at ? 'counted' : 'asked';
}

/** A moment there, in words. */
export function moment(instant: string, zone: string): string {
  const { day, time } = wall(instant, zone);
  return `${dayName(day, language())}, ${time}`;
}
