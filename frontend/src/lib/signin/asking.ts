/** What the pages of signing in ask the API. */

import { api, got } from '$lib/api/client';
import { Failed } from '$lib/api/problems';
import type { components } from '$lib/api/schema';
import type { Me } from '$lib/api/types';
import { language } from '$lib/messages';

type Schemas = components['schemas'];
type Fetch = typeof fetch;

export type Login = Schemas['LoginOut'];

/** A mail this browser asked for: to which address, and how many digits its code has. */
export type Request = Pick<Schemas['SignInOut'], 'email' | 'code_length'>;

/** The mail this browser waits for, if any. */
export async function waitedFor(fetch: Fetch = globalThis.fetch): Promise<Request | null> {
  try {
    return await got(api(fetch).GET('/api/logins/requests/me', { cache: 'no-store' }));
  } catch (raised) {
    if (raised instanceof Failed && raised.problem.status === 404) return null;
    throw raised;
  }
}

/** Have a link and a code mailed; the answer is the same whoever has the address. onward: the page to open then. */
export async function askFor(email: string, onward: string): Promise<Request> {
  const body = { email: email.trim(), language: language(), onward: onward || null };
  return { email: body.email, ...(await got(api().POST('/api/logins/requests', { body }))) };
}

/** Wait for that mail no longer. */
export async function forget(): Promise<void> {
  await got(api().DELETE('/api/logins/requests/me'));
}

/** Sign in with one of the three: a sign-in link, a mailed link, or its code. */
export function signIn(proof: Schemas['NewLogin']): Promise<Me> {
  return got(api().POST('/api/logins', { body: proof }));
}

/** Where the same person is signed in: here first, then where it was used latest. */
export async function logins(): Promise<Login[]> {
  return (await got(api().GET('/api/logins'))).items;
}

/** Sign one of those browsers out. */
export async function end(login: number): Promise<void> {
  await got(api().DELETE('/api/logins/{login}', { params: { path: { login } } }));
}

/** Sign all of them out but this one. */
export async function endOthers(): Promise<void> {
  await got(api().DELETE('/api/logins'));
}

/** Go on as another member who has the same address. */
export function choose(member: number): Promise<Me> {
  return got(api().PUT('/api/logins/me', { body: { member } }));
}

/** The address that leads to the identity provider and back, signed in. */
export function providerPath(onward: string): string {
  return `/api/logins/provider${onward ? `?onward=${encodeURIComponent(onward)}` : ''}`;
}
