import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { whoIs } from '$lib/me.svelte';
import { signInPath } from '$lib/onward';
import { privacy } from '$lib/privacy/messages';
import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  await parent();
  if (!(await asPage(whoIs(fetch)))) redirect(307, signInPath(url));
  const [details] = await asPage(Promise.all([got(api(fetch).GET('/api/me/details')), privacy.load()]));
  return { details };
};
