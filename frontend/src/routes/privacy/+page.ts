import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { privacy } from '$lib/privacy/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  await parent();
  const [statement] = await asPage(Promise.all([got(api(fetch).GET('/api/privacy')), privacy.load()]));
  return { statement };
};
