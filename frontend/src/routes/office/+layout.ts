import { asPage } from '$lib/api/pages';
import { api, got } from '$lib/api/client';
import { whoIs } from '$lib/me.svelte';
import { office } from '$lib/office/messages';
import { secondPath } from '$lib/onward';
import { redirect } from '@sveltejs/kit';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, parent, depends, url, untrack }) => {
  depends('office:me');
  await parent();
  const [me, offices] = await asPage(Promise.all([whoIs(fetch), got(api(fetch).GET('/api/offices')), office.load()]));
  const second =
    me &&
    secondPath(
      me,
      untrack(() => url.pathname + url.search),
    );
  if (second) redirect(307, second);
  return { me, offices: offices.items };
};
