import { asPage } from '$lib/api/pages';
import { eventsOf } from '$lib/office/load';
import { administrator, staffOf } from '$lib/staff/load';
import { staff } from '$lib/staff/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  const me = administrator((await parent()).me);
  const [people, events] = await asPage(Promise.all([staffOf(fetch), eventsOf(fetch, me), staff.load()]));
  return { people, events };
};
