import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import type { Event, Me } from '$lib/api/types';
import { mine } from '$lib/me/messages';
import { registrationsOfMine } from '$lib/me/registrations';
import { whoIs } from '$lib/me.svelte';
import { signInPath } from '$lib/onward';
import { signin } from '$lib/signin/messages';
import { staff } from '$lib/staff/messages';
import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

type Fetch = typeof fetch;

export const load: PageLoad = async ({ fetch, parent, url }) => {
  await parent();
  const me = await asPage(whoIs(fetch));
  if (!me) redirect(307, signInPath(url));
  const [offices, registrations, details, events] = await asPage(
    Promise.all([
      got(api(fetch).GET('/api/offices')),
      registrationsOfMine(fetch),
      me.member ? got(api(fetch).GET('/api/me/details')) : null,
      eventsWorkedOn(fetch, me),
      mine.load(),
      signin.load(),
      staff.load(),
    ]),
  );
  return { me, offices: offices.items, registrations, details, events };
};

/** The events that single roles are for; one that is gone meanwhile is called by its address. */
async function eventsWorkedOn(fetch: Fetch, me: Me): Promise<Event[]> {
  const slugs = [...new Set(me.grants.flatMap((grant) => grant.event ?? []))];
  const asked = slugs.map((slug) => got(api(fetch).GET('/api/events/{slug}', { params: { path: { slug } } })));
  return (await Promise.allSettled(asked)).flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}
