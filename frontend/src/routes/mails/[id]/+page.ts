import { error } from '@sveltejs/kit';
import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
  if (!/^\d{1,18}$/.test(params.id)) error(404);
  const asked = { params: { path: { mail: Number(params.id) } } };
  return { mail: await asPage(got(api(fetch).GET('/api/mails/{mail}', asked))) };
};
