/** The runs that fetch the register from the cooperative's own system. */

import { api, got } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import type { MembersMessages } from './messages/en';

export type SyncRun = components['schemas']['SyncRun'];
export type SyncRuns = components['schemas']['SyncRuns'];

/** The latest runs, or those before one. */
export function syncRuns(fetch: typeof globalThis.fetch, after?: number): Promise<SyncRuns> {
  return got(api(fetch).GET('/api/members-sync', { params: { query: after ? { after } : {} }, cache: 'no-store' }));
}

/** How often the register is fetched, and from where, in a sentence. */
export function rhythm(source: string, minutes: number, words: MembersMessages['sync']): string {
  const hourly = minutes % 60 === 0;
  const sentence = !minutes ? words.onRequest : hourly ? words.everyHours(minutes / 60) : words.everyMinutes(minutes);
  return sentence.replace('{host}', new URL(source).host);
}

/** What a run did to the register, or would: the counts that are not nought. */
export function countsOf(run: Pick<SyncRun, 'added' | 'changed' | 'gone'>, words: MembersMessages['sync']): string[] {
  return (['added', 'changed', 'gone'] as const).filter((one) => run[one]).map((one) => words[one](run[one]));
}

/** The runs with those just fetched again: what is known already is brought up to date, the newest first. */
export function broughtUp(known: readonly SyncRun[], fetched: readonly SyncRun[]): SyncRun[] {
  const runs = new Map([...known, ...fetched].map((run) => [run.id, run]));
  return [...runs.values()].sort((a, b) => b.id - a.id);
}
