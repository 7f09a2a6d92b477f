import { api, got } from '$lib/api/client';
import { setConfig } from '$lib/config.svelte';
import { chooseLanguage, startSpeaking, t } from '$lib/messages';
import { startKnowing } from '$lib/me.svelte';
import { restoreTheme } from '$lib/theme.svelte';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

let started: Promise<void> | undefined;

export const load: LayoutLoad = async ({ fetch, url }) => {
  await (started ??= start(fetch, url));
};

/** Once per visit: the language, the theme, and what the server says of itself. Nothing waits for anything else. */
async function start(fetch: typeof globalThis.fetch, url: URL): Promise<void> {
  restoreTheme();
  startSpeaking(chooseLanguage(url.searchParams.get('lang'), document.cookie, navigator.languages));
  // Without an answer the pages still open, offline above all, and say themselves what is missing.
  startKnowing(fetch);
  const told = got(api(fetch).GET('/api/config')).then(setConfig, () => undefined);
  await Promise.all([t.load(), told]);
}
