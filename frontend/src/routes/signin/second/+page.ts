import { asPage } from '$lib/api/pages';
import { whoIs } from '$lib/me.svelte';
import { onwardOf, secondPath } from '$lib/onward';
import { staff } from '$lib/staff/messages';
import { redirect } from '@sveltejs/kit';
import { homeOf } from '../home';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  await parent();
  const [me] = await asPage(Promise.all([whoIs(fetch), staff.load()]));
  const onward = onwardOf(url);
  if (!me) redirect(307, `/signin${url.search}`);
  if (!secondPath(me, '')) redirect(307, onward ?? homeOf(me));
  return { me, onward };
};
