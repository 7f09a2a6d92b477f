import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { eventsOf } from '$lib/office/load';
import { administrator } from '$lib/staff/load';
import { staff } from '$lib/staff/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  const me = administrator((await parent()).me);
  const path = { staff: Number(params.id) || 0 };
  const asked = got(api(fetch).GET('/api/staff/{staff}', { params: { path } }));
  const [person, events] = await asPage(Promise.all([asked, eventsOf(fetch, me), staff.load()]));
  return { person, events };
};
