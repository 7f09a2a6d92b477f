import { asPage } from '$lib/api/pages';
import { profilesOf } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { administrator } from '$lib/staff/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  administrator((await parent()).me);
  const [profiles] = await asPage(Promise.all([profilesOf(fetch), assemblies.load()]));
  return { profiles };
};
