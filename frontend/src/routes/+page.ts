import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { now } from '$lib/config.svelte';
import { askedYear, currentYear, openYear } from '$lib/year/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const asked = askedYear(url.searchParams.get('year'));
  await parent();
  const ask = api(fetch);
  const [offices, year] = await Promise.all([
    asPage(got(ask.GET('/api/offices'))),
    asPage(openYear((query) => got(ask.GET('/api/events', { params: { query } })), asked, currentYear(now()))),
  ]);
  return { ...year, offices: offices.items };
};
