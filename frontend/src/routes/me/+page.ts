import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { mine } from '$lib/me/messages';
import { whoIs } from '$lib/me.svelte';
import { signInPath } from '$lib/onward';
import { signin } from '$lib/signin/messages';
import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  await parent();
  const [me, offices] = await asPage(
    Promise.all([whoIs(fetch), got(api(fetch).GET('/api/offices')), mine.load(), signin.load()]),
  );
  if (!me) redirect(307, signInPath(url));
  return { me, offices: offices.items };
};
