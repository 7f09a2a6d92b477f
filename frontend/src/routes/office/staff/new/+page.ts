import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { eventsOf } from '$lib/office/load';
import { administrator } from '$lib/staff/load';
import { staff } from '$lib/staff/messages';
import type { PageLoad } from './$types';

/** `?again=7`: somebody who had roles once, to be invited anew. */
export const load: PageLoad = async ({ fetch, parent, url }) => {
  const me = administrator((await parent()).me);
  const again = Number(url.searchParams.get('again'));
  const before = again ? got(api(fetch).GET('/api/staff/{staff}', { params: { path: { staff: again } } })) : null;
  const [events, person] = await asPage(Promise.all([eventsOf(fetch, me), before, staff.load()]));
  return { events, person };
};
