import { api, got } from '$lib/api/client';
import { setConfig } from '$lib/config.svelte';
import { chooseLanguage, speak, t } from '$lib/messages';
import { restoreTheme } from '$lib/theme.svelte';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

let started: Promise<void> | undefined;

export const load: LayoutLoad = async ({ fetch, url }) => {
  await (started ??= start(fetch, url));
};

/** Once per visit: the language, the theme, and what the server says of itself. */
async function start(fetch: typeof globalThis.fetch, url: URL): Promise<void> {
  restoreTheme();
  const asked = api(fetch).GET('/api/config');
  await speak(chooseLanguage(url.searchParams.get('lang'), document.cookie, navigator.languages));
  await t.load();
  // Without an answer the pages still open, offline above all, and say themselves what is missing.
  await got(asked).then(setConfig, () => undefined);
}
