import { asPage } from '$lib/api/pages';
import { eventsOf, organiser } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  const me = organiser((await parent()).me);
  return { events: await asPage(eventsOf(fetch, me)) };
};
