/** What is asked of the API about a sitting. */

import { api, got } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import type { Seen } from './following.svelte';

type Schemas = components['schemas'];
export type Question = Schemas['QuestionOut'];
export type Topic = Schemas['TopicOut'];
export type Incident = Schemas['IncidentOut'];

const at = (slug: string) => ({ path: { slug } });
const match = (version: number) => ({ 'If-Match': `"${version}"` });

/** The moves of the bureau; each gives the sitting as it is then. */
export const moves = {
  open: (slug: string): Promise<Seen> => got(api().PUT('/api/assemblies/{slug}/opening', { params: at(slug) })),
  close: (slug: string): Promise<Seen> => got(api().PUT('/api/assemblies/{slug}/closing', { params: at(slug) })),
  suspend: (slug: string): Promise<Seen> => got(api().PUT('/api/assemblies/{slug}/suspension', { params: at(slug) })),
  resume: (slug: string): Promise<Seen> => got(api().DELETE('/api/assemblies/{slug}/suspension', { params: at(slug) })),
  take: (slug: string, item: number | null, version: number): Promise<Seen> =>
    got(api().PUT('/api/assemblies/{slug}/item', { params: { ...at(slug), header: match(version) }, body: { item } })),
  arrange: (slug: string, body: Schemas['Arrangement'], version: number): Promise<Seen> =>
    got(api().PATCH('/api/assemblies/{slug}/sitting', { params: { ...at(slug), header: match(version) }, body })),
  give: (slug: string, speaker: number | null, version: number): Promise<Seen> =>
    got(
      api().PUT('/api/assemblies/{slug}/speakers/current', {
        params: { ...at(slug), header: match(version) },
        body: { speaker },
      }),
    ),
  add: (slug: string, who: string): Promise<Seen> =>
    got(
      api().POST('/api/assemblies/{slug}/speakers', {
        params: at(slug),
        body: /^\s*\d+\s*$/.test(who) ? { number: Number(who) } : { name: who },
      }),
    ),
  place: (slug: string, speaker: number, place: number): Promise<Seen> =>
    got(
      api().PATCH('/api/assemblies/{slug}/speakers/{speaker}', {
        params: { path: { slug, speaker } },
        body: { place },
      }),
    ),
  off: (slug: string, speaker: number): Promise<Seen> =>
    got(api().DELETE('/api/assemblies/{slug}/speakers/{speaker}', { params: { path: { slug, speaker } } })),
};

/** Questions that stand in no topic, a page of them. */
export const questionsOf = (slug: string, after = 0): Promise<Schemas['Questions']> =>
  got(
    api().GET('/api/assemblies/{slug}/questions', {
      params: { ...at(slug), query: { after, grouped: false } },
      cache: 'no-store',
    }),
  );

/** Every topic the reader may see. */
export async function topicsOf(slug: string): Promise<Topic[]> {
  const found: Topic[] = [];
  for (let after: string | null = '0'; after;) {
    const page: Schemas['Topics'] = await got(
      api().GET('/api/assemblies/{slug}/topics', {
        params: { ...at(slug), query: { after: Number(after) } },
        cache: 'no-store',
      }),
    );
    found.push(...page.items);
    after = page.next;
  }
  return found;
}

export const group = (slug: string, body: Schemas['NewTopic']): Promise<Topic> =>
  got(api().POST('/api/assemblies/{slug}/topics', { params: at(slug), body }));

export const change = (slug: string, topic: number, body: Schemas['TopicChange'], version?: number): Promise<Topic> =>
  got(
    api().PATCH('/api/assemblies/{slug}/topics/{topic}', {
      params: { path: { slug, topic }, header: version === undefined ? {} : match(version) },
      body,
    }),
  );

export const part = (slug: string, topic: number): Promise<unknown> =>
  got(api().DELETE('/api/assemblies/{slug}/topics/{topic}', { params: { path: { slug, topic } } }));

export const incidentsOf = async (slug: string): Promise<Incident[]> =>
  (await got(api().GET('/api/assemblies/{slug}/incidents', { params: at(slug), cache: 'no-store' }))).items;

export const record = async (slug: string, body: Schemas['NewIncident']): Promise<Incident[]> =>
  (await got(api().POST('/api/assemblies/{slug}/incidents', { params: at(slug), body }))).items;

export const projectorsOf = async (slug: string): Promise<Schemas['ProjectorOut'][]> =>
  (await got(api().GET('/api/assemblies/{slug}/projectors', { params: at(slug), cache: 'no-store' }))).items;

export const makeProjector = (slug: string, name: string): Promise<Schemas['ProjectorMade']> =>
  got(api().POST('/api/assemblies/{slug}/projectors', { params: at(slug), body: { name } }));

export const revokeProjector = (slug: string, projector: number): Promise<unknown> =>
  got(api().DELETE('/api/assemblies/{slug}/projectors/{projector}', { params: { path: { slug, projector } } }));

/** What a member does. */
export const mine = {
  turn: (slug: string) => got(api().GET('/api/assemblies/{slug}/speakers/me', { params: at(slug), cache: 'no-store' })),
  askFloor: (slug: string) => got(api().PUT('/api/assemblies/{slug}/speakers/me', { params: at(slug) })),
  giveUp: (slug: string) => got(api().DELETE('/api/assemblies/{slug}/speakers/me', { params: at(slug) })),
  questions: (slug: string) =>
    got(api().GET('/api/assemblies/{slug}/questions/me', { params: at(slug), cache: 'no-store' })),
  stream: (slug: string) => got(api().GET('/api/assemblies/{slug}/stream', { params: at(slug), cache: 'no-store' })),
  join: (slug: string) => got(api().PUT('/api/assemblies/{slug}/attendance/me', { params: at(slug) })),
  leave: (slug: string) => got(api().DELETE('/api/assemblies/{slug}/attendance/me', { params: at(slug) })),
  /** What the sitting is at, if it is this member's to see. */
  sitting: (slug: string) => got(api().GET('/api/assemblies/{slug}/sitting', { params: at(slug), cache: 'no-store' })),
  ask: (slug: string, body: Schemas['NewQuestion']) =>
    got(api().POST('/api/assemblies/{slug}/questions', { params: at(slug), body })),
};
