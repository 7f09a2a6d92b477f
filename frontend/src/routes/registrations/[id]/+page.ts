import { error } from '@sveltejs/kit';
import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const key = url.searchParams.get('key') ?? '';
  if (!/^\d{1,18}$/.test(params.id)) error(404);
  const id = Number(params.id);
  const asked = { params: { path: { registration: id }, query: { key } } };
  return { key, registration: await asPage(got(api(fetch).GET('/api/registrations/{registration}', asked))) };
};
