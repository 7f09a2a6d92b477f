import { asPage } from '$lib/api/pages';
import { eventsOf, organiser } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const me = organiser((await parent()).me);
  const events = await asPage(eventsOf(fetch, me));
  const days = events.filter((event) => !event.parent && event.status !== 'cancelled');
  // Who organises one event alone adds to its programme.
  const day = days.find((event) => event.slug === (me.event ?? url.searchParams.get('parent')));
  return { events, days, day };
};
