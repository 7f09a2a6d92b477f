/** What a door asks of the server. */

import { api, got } from '$lib/api/client';
import { Failed } from '$lib/api/problems';
import type { Answer, NewScan } from './posting';
import type { Pack } from './pack';

const PATIENCE = 8000;
/** Statuses that a later attempt may not meet: too slow, too early, too many. */
const PASSING = new Set([408, 425, 429]);

/** The pack of an event, or what changed in it since a cursor. */
export function packOf(slug: string, after?: string, fetch?: typeof globalThis.fetch): Promise<Pack> {
  const query = after === undefined ? {} : { after };
  return got(api(fetch).GET('/api/door/{slug}/pack', { params: { path: { slug }, query } }));
}

/** Send scans. Whatever goes wrong is an answer too. */
export async function send(scans: NewScan[]): Promise<Answer> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return await got(api().POST('/api/scans', { body: { scans }, signal }));
  } catch (error) {
    if (!(error instanceof Failed)) return { later: 'network' };
    const { status, detail, title } = error.problem;
    if (endedBy(error)) return { later: 'signed_out' };
    return status >= 400 && status < 500 && !PASSING.has(status) ? { refused: detail || title } : { later: 'network' };
  }
}

/** Whether an answer says that this device is signed in no more, or not for the door. */
export function endedBy(error: unknown): boolean {
  return error instanceof Failed && (error.problem.status === 401 || error.problem.status === 403);
}
