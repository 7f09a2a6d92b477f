/** Who is signed in, one answer for every page: asked at the start, and again whenever somebody signs in or out. */

import { api, got, whenLoginsChange } from '$lib/api/client';
import { Failed } from '$lib/api/problems';
import type { Me } from '$lib/api/types';

type Fetch = typeof fetch;

/** The server sets and clears it with the login, which no script can read. */
const HINT = 'convoke_signed_in';

const known = $state<{ me: Me | null | undefined }>({ me: undefined });
let asking: Promise<Me | null> | undefined;

/** Who is signed in: null is nobody, undefined is not known yet. */
export function me(): Me | null | undefined {
  return known.me;
}

/** Begin to ask, where there is a hint of somebody; nothing waits for the answer. */
export function startKnowing(fetch: Fetch): void {
  if (!hinted()) known.me = null;
  // Without an answer the pages go on as for anybody.
  else whoIs(fetch).catch(() => (known.me ??= null));
}

/** Who is signed in, as the server says now. Raises Failed when it says nothing. */
export function whoIs(fetch: Fetch = globalThis.fetch): Promise<Me | null> {
  return asking ?? ask(fetch);
}

/** End this browser's login. */
export async function signOut(): Promise<void> {
  await got(api().DELETE('/api/logins/me'));
}

function hinted(): boolean {
  return document.cookie.split(/;\s*/).includes(`${HINT}=1`);
}

function ask(fetch: Fetch): Promise<Me | null> {
  const asked = answer(fetch);
  asking = asked;
  const settle = (found: Me | null | undefined) => {
    // A later question has the later answer.
    if (asking !== asked) return;
    asking = undefined;
    if (found !== undefined) known.me = found;
  };
  asked.then(settle, () => settle(undefined));
  return asked;
}

async function answer(fetch: Fetch): Promise<Me | null> {
  try {
    return await got(api(fetch).GET('/api/me'));
  } catch (raised) {
    if (!(raised instanceof Failed) || raised.problem.status !== 401) throw raised;
    document.cookie = `${HINT}=; path=/; max-age=0; SameSite=Lax`;
    return null;
  }
}

whenLoginsChange(() => {
  asking = undefined;
  startKnowing(globalThis.fetch);
});
