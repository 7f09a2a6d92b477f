import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }) => {
  return { mails: (await asPage(got(api(fetch).GET('/api/mails')))).items };
};
