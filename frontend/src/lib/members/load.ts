/** What the members' pages fetch. */

import { api, got, versioned as versionedOf, type Answer } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import type { Me, Office } from '$lib/api/types';
import { organisesAll, organisesOffice } from '$lib/grants';

type Schemas = components['schemas'];
export type Category = Schemas['CategoryOut'];
export type Found = Schemas['Members'];
export type Member = Schemas['MemberOut'];
export type MemberPage = Schemas['MemberPage'];
export type Period = Schemas['MembershipOut'];
export type Registration = Schemas['MemberRegistration'];
export type Standing = Schemas['Standing'];

type Fetch = typeof fetch;

/** What somebody looks for; empty words leave it open. */
export interface Query {
  q: string;
  office: string;
  category: string;
  standing: Standing | '';
  /** Only who is reached on paper. */
  without_email?: boolean;
}

/** A member with the version that a change is made on. */
export interface Version {
  member: MemberPage;
  etag: string;
}

/** The offices whose members they reach. */
export function reached(me: Me | null, offices: Office[]): Office[] {
  return offices.filter((one) => organisesOffice(me, one.slug));
}

/** Whether they reach members of no office too. */
export function reachesAll(me: Me | null): boolean {
  return organisesAll(me);
}

/** A page of those found. */
export function membersFound(fetch: Fetch, asked: Query, after?: string, signal?: AbortSignal): Promise<Found> {
  const query = Object.fromEntries(Object.entries({ ...asked, after }).filter(([, value]) => value));
  return got(api(fetch).GET('/api/members', { params: { query }, signal }));
}

export async function categoriesOf(fetch: Fetch): Promise<Category[]> {
  return (await got(api(fetch).GET('/api/categories'))).items;
}

/** One member as they are now, past any cache. */
export async function memberOf(fetch: Fetch, number: number): Promise<Version> {
  const params = { path: { number } };
  return versioned(api(fetch).GET('/api/members/{number}', { params, cache: 'no-store' }));
}

/** What a request for one member answered, with its version. Raises Failed for a problem. */
export async function versioned(asked: Promise<Answer<MemberPage>>): Promise<Version> {
  const { found: member, etag } = await versionedOf(asked);
  return { member, etag };
}

/** What the member registered for, the latest first, as far as one page goes. */
export async function registrationsOf(fetch: Fetch, number: number): Promise<Registration[]> {
  const params = { path: { number } };
  return (await got(api(fetch).GET('/api/members/{number}/registrations', { params }))).items;
}
