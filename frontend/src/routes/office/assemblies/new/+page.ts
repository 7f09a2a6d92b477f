import { asPage } from '$lib/api/pages';
import { candidatesOf, preparer, profilesOf } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { now } from '$lib/config.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  const me = preparer((await parent()).me);
  const [events, profiles] = await asPage(
    Promise.all([candidatesOf(fetch, me, now()), profilesOf(fetch), assemblies.load()]),
  );
  return { events, profiles };
};
