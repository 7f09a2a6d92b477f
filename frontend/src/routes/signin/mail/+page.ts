import { asPage } from '$lib/api/pages';
import { whoIs } from '$lib/me.svelte';
import { waitedFor } from '$lib/signin/asking';
import { signin } from '$lib/signin/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  await parent();
  const [request, me] = await asPage(Promise.all([waitedFor(fetch), whoIs(fetch), signin.load()]));
  return { link: url.searchParams.get('link') ?? '', request, me };
};
