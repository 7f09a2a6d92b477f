/** What the pages about devices ask of the server. */

import type { components } from '$lib/api/schema';
import { api, got } from '$lib/api/client';
import { elevated } from '$lib/api/elevation.svelte';

export type Token = components['schemas']['TokenOut'];
export type Tokens = components['schemas']['Tokens'];
export type TokenMade = components['schemas']['TokenMade'];
export type NewToken = components['schemas']['NewToken'];
export type Enrolment = components['schemas']['EnrolmentOut'];

type Fetch = typeof globalThis.fetch;

/** A page of the tokens and devices that still hold, the newest first. */
export function tokensAfter(fetch?: Fetch, after?: number): Promise<Tokens> {
  return got(api(fetch).GET('/api/tokens', { params: { query: after === undefined ? {} : { after } } }));
}

/** The phones that scan at an event. */
export async function scannersOf(slug: string, fetch?: Fetch): Promise<Token[]> {
  const found = await got(api(fetch).GET('/api/tokens', { params: { query: { event: slug } } }));
  return found.items.filter((one) => one.kind === 'device');
}

export function makeToken(wanted: NewToken): Promise<TokenMade> {
  return elevated(() => got(api().POST('/api/tokens', { body: wanted })));
}

export async function endToken(id: number): Promise<void> {
  await elevated(() => got(api().DELETE('/api/tokens/{token}', { params: { path: { token: id } } })));
}

export function enrol(slug: string, name: string, gate: string): Promise<Enrolment> {
  return elevated(() =>
    got(api().POST('/api/events/{slug}/enrolments', { params: { path: { slug } }, body: { name, gate } })),
  );
}
