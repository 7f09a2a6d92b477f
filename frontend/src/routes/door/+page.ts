import { api, got } from '$lib/api/client';
import { refusedOf } from '$lib/door/entry';
import { whoIs } from '$lib/me.svelte';
import { secondPath } from '$lib/onward';
import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  await parent();
  try {
    return { events: (await got(api(fetch).GET('/api/door/events'))).items };
  } catch (error) {
    const problem = refusedOf(error);
    // Whose second factor is still to be given is nobody here yet.
    const me = problem.status === 403 ? await whoIs(fetch).catch(() => null) : null;
    const second = me && secondPath(me, '/door');
    if (second) redirect(307, second);
    return { problem };
  }
};
