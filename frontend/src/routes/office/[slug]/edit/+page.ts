import { asPage } from '$lib/api/pages';
import { eventsOf, organiser, versionOf } from '$lib/office/load';
import { error, redirect } from '@sveltejs/kit';
import { t } from '$lib/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  const me = organiser((await parent()).me);
  const [version, events] = await asPage(Promise.all([versionOf(fetch, params.slug), eventsOf(fetch, me)]));
  if (!events.some((event) => event.slug === version.event.slug)) error(404, t().problems.missingDetail);
  if (version.event.status === 'cancelled') redirect(307, `/office/${params.slug}`);
  return { version, events, days: events.filter((event) => !event.parent && event.status !== 'cancelled') };
};
