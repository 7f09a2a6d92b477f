import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { members } from '$lib/members/messages';
import { privacy } from '$lib/privacy/messages';
import { administrator } from '$lib/staff/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  administrator((await parent()).me);
  const [waiting] = await asPage(Promise.all([got(api(fetch).GET('/api/erasures')), members.load(), privacy.load()]));
  return { waiting };
};
