import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { now } from '$lib/config.svelte';
import { askedYear, currentYear, openNearestYear, openYear, type Find } from '$lib/year/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const asked = askedYear(url.searchParams.get('year'));
  const ask = api(fetch);
  const find: Find = (query) => got(ask.GET('/api/events', { params: { query } }));
  // Which year it is now, the server says at start.
  const opened =
    asked === null ? parent().then(() => openNearestYear(find, currentYear(now()))) : openYear(find, asked);
  const [offices, year] = await Promise.all([asPage(got(ask.GET('/api/offices'))), asPage(opened)]);
  return { ...year, offices: offices.items };
};
