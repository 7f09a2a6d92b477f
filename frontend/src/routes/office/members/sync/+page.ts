import { asPage } from '$lib/api/pages';
import { members } from '$lib/members/messages';
import { syncRuns } from '$lib/members/sync';
import { administrator } from '$lib/staff/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  administrator((await parent()).me);
  const [told] = await asPage(Promise.all([syncRuns(fetch), members.load()]));
  return { told };
};
