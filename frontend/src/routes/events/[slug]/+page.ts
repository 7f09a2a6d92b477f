import { error } from '@sveltejs/kit';
import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
  const ask = api(fetch);
  const [event, offices] = await Promise.all([
    asPage(got(ask.GET('/api/events/{slug}', { params: { path: { slug: params.slug } } }))),
    asPage(got(ask.GET('/api/offices'))),
  ]);
  const office = offices.items.find((one) => one.slug === event.office);
  if (!office) error(404);
  const day = event.parent
    ? await got(ask.GET('/api/events/{slug}', { params: { path: { slug: event.parent } } })).catch(() => null)
    : null;
  return { event, office, day };
};
