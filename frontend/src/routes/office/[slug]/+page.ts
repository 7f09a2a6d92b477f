import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { organiser, versionOf } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  const me = organiser((await parent()).me);
  const path = { slug: params.slug };
  const [version, arrivals] = await asPage(
    Promise.all([
      versionOf(fetch, params.slug),
      got(api(fetch).GET('/api/events/{slug}/arrivals', { params: { path } })),
    ]),
  );
  return { version, arrivals, me };
};
