/** What the pages of an agenda fetch and send. */

import { api, got, versioned, type Answer, type Version } from '$lib/api/client';
import { Failed } from '$lib/api/problems';
import type { components } from '$lib/api/schema';
import { t, language, type Language } from '$lib/messages';

type Schemas = components['schemas'];
type Fetch = typeof fetch;
export type Agenda = Schemas['AgendaOut'];
export type Item = Schemas['AgendaItemOut'];
export type Paper = Schemas['AgendaDocumentOut'];
export type Published = Schemas['AgendaVersionOut'];
export type Candidate = Schemas['CandidateOut'];

export function agendaOf(fetch: Fetch, slug: string): Promise<Version<Agenda>> {
  return versioned(api(fetch).GET('/api/assemblies/{slug}/agenda', { params: { path: { slug } }, cache: 'no-store' }));
}

/** The agenda, once it is theirs to read. */
export async function agendaIfAny(fetch: Fetch, slug: string): Promise<Agenda | null> {
  try {
    return (await agendaOf(fetch, slug)).found;
  } catch (raised) {
    if (raised instanceof Failed && raised.problem.status === 404) return null;
    throw raised;
  }
}

export async function candidatesOf(fetch: Fetch, slug: string): Promise<Candidate[]> {
  const asked = api(fetch).GET('/api/assemblies/{slug}/candidates', { params: { path: { slug } }, cache: 'no-store' });
  return (await got(asked)).items;
}

/** What each resolution needs, in a sentence, by its id. */
export async function needsOf(fetch: Fetch, slug: string): Promise<Record<number, string>> {
  const found = await got(api(fetch).GET('/api/assemblies/{slug}/resolutions', { params: { path: { slug } } }));
  return Object.fromEntries(found.items.map((one) => [one.id, one.said]));
}

/** How a file goes into a body: as it is. */
export function asIs(file: Blob) {
  return {
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body as BodyInit,
    headers: { 'Content-Type': file.type || 'application/octet-stream' },
  };
}

/** An election's picture of who stands; null takes it away. */
export function picture(slug: string, item: number, file: Blob | null): Promise<Answer<Schemas['Candidates']>> {
  const params = { path: { slug, item } };
  return api().PUT('/api/assemblies/{slug}/agenda/{item}/candidates/me/photo', {
    params,
    ...asIs(file ?? new Blob([], { type: 'image/jpeg' })),
  });
}

/** A language's name within a sentence: French writes it small. */
export function tongue(one: Language): string {
  return language() === 'fr' ? t().tongues[one].toLowerCase() : t().tongues[one];
}

/** The texts in which something is written. */
export function written(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
}
