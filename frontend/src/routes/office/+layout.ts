import { asPage } from '$lib/api/pages';
import { api, got } from '$lib/api/client';
import { whoIs } from '$lib/me.svelte';
import { office } from '$lib/office/messages';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, parent, depends }) => {
  depends('office:me');
  await parent();
  const [me, offices] = await asPage(Promise.all([whoIs(fetch), got(api(fetch).GET('/api/offices')), office.load()]));
  return { me, offices: offices.items };
};
