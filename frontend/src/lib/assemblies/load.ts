/** What the pages of assemblies fetch, and who may open them. */

import { error } from '@sveltejs/kit';
import { api, got, versioned, type Version } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import type { Event, Me } from '$lib/api/types';
import { preparesAssemblies, preparesAssembly } from '$lib/grants';
import { everyEvent } from '$lib/office/load';

type Schemas = components['schemas'];
type Fetch = typeof fetch;
export type Assembly = Schemas['AssemblyOut'];
export type Profile = Schemas['StatutesOut'];
export type Summary = Schemas['AssemblySummary'];
export type Voter = Schemas['VoterOut'];

/** Who prepares assemblies; anybody else gets the page that says how to sign in, or that it is not theirs. */
export function preparer(me: Me | null): Me {
  if (!me) error(401, 'not-signed-in');
  if (!preparesAssemblies(me)) error(403, 'not-allowed');
  return me;
}

export async function assembliesOf(fetch: Fetch): Promise<Summary[]> {
  return (await got(api(fetch).GET('/api/assemblies', { cache: 'no-store' }))).items;
}

export async function profilesOf(fetch: Fetch): Promise<Profile[]> {
  return (await got(api(fetch).GET('/api/statutes', { cache: 'no-store' }))).items;
}

export function profileOf(fetch: Fetch, profile: number): Promise<Version<Profile>> {
  return versioned(api(fetch).GET('/api/statutes/{profile}', { params: { path: { profile } }, cache: 'no-store' }));
}

export function assemblyOf(fetch: Fetch, slug: string): Promise<Version<Assembly>> {
  return versioned(api(fetch).GET('/api/assemblies/{slug}', { params: { path: { slug } }, cache: 'no-store' }));
}

/** The events that can still become an assembly of theirs, by start. */
export async function candidatesOf(fetch: Fetch, me: Me, now: Date): Promise<Event[]> {
  const [assemblies, events] = await Promise.all([assembliesOf(fetch), everyEvent(fetch)]);
  const taken = new Set(assemblies.map((one) => one.slug));
  return events.filter(
    (event) =>
      preparesAssembly(me, event) &&
      event.status !== 'cancelled' &&
      event.mode !== 'online' &&
      new Date(event.starts_at) > now &&
      !taken.has(event.slug),
  );
}

/** A page of the roll. */
export function votersOf(fetch: Fetch, slug: string, after?: string): Promise<Schemas['Voters']> {
  const query = after ? { after: Number(after) } : {};
  return got(api(fetch).GET('/api/assemblies/{slug}/roll', { params: { path: { slug }, query } }));
}
