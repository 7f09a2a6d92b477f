/** Calls to the API, typed from its own description; problems come back as `Failed`. */

import createClient from 'openapi-fetch';
import { language, t } from '$lib/messages';
import { Failed, offlineProblem, problemFrom } from './problems';
import type { paths } from './schema';

type Fetch = typeof fetch;

/** What ends, opens or renews a login; the questions for a device do not. */
const CHANGES_LOGINS = /^\/api\/(logins|me\/factors|address-changes)(?!.*\/(options|requests)$)/;

let loginsChanged = () => {};

/** Have this done after each request that signed somebody in or out, or as somebody else. */
export function whenLoginsChange(act: () => void): void {
  loginsChanged = act;
}

/** A client for one `load` (pass its fetch) or for a page's own actions. Answers are asked for in the app's language. */
export function api(fetch: Fetch = globalThis.fetch) {
  const client = createClient<paths>({ baseUrl: '', fetch: (request) => fetch(request) });
  client.use({
    onRequest({ request }) {
      request.headers.set('Accept-Language', language());
    },
    onResponse({ request, response, schemaPath }) {
      if (response.ok && request.method !== 'GET' && CHANGES_LOGINS.test(schemaPath)) loginsChanged();
    },
  });
  return client;
}

export interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was asked for: `await got(api().GET('/api/offices'))`. Raises Failed with the problem otherwise. */
export async function got<T>(asked: Promise<Answer<T>>): Promise<T> {
  return (await answered(asked)).data as T;
}

/** Something with the version that a change is made on. */
export interface Version<T> {
  found: T;
  /** Sent back with a change, so that nobody's work is written over unseen. */
  etag: string;
}

/** What was asked for, with its version. Raises Failed as `got` does. */
export async function versioned<T extends { version: number }>(asked: Promise<Answer<T>>): Promise<Version<T>> {
  const { data: found, error, response } = await answered(asked);
  if (!found) throw new Failed(problemFrom(error, response.status, await problemWords()));
  return { found, etag: response.headers.get('etag') ?? `"${found.version}"` };
}

async function answered<T>(asked: Promise<Answer<T>>): Promise<Answer<T>> {
  let answer: Answer<T>;
  try {
    answer = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Failed(offlineProblem(await problemWords()));
  }
  if (!answer.response.ok) throw new Failed(problemFrom(answer.error, answer.response.status, await problemWords()));
  return answer;
}

/** Pages ask while the app's words are still on their way. */
async function problemWords() {
  await t.load();
  return t().problems;
}
