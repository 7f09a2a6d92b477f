import { asPage } from '$lib/api/pages';
import { eventsAlone, officesOf, organisesAll } from '$lib/grants';
import { eventsOf, organiser } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  const me = organiser((await parent()).me);
  const events = await asPage(eventsOf(fetch, me));
  const days = events.filter((event) => !event.parent && event.status !== 'cancelled');
  const chosen = days.find((event) => event.slug === url.searchParams.get('parent'));
  // Who organises single events alone adds to their programmes.
  const alone = !organisesAll(me) && !officesOf(me).length;
  const day = chosen ?? (alone ? days.find((event) => eventsAlone(me).includes(event.slug)) : undefined);
  return { events, days, day };
};
