import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { journal } from '$lib/journal/messages';
import { privacy } from '$lib/privacy/messages';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params, url }) => {
  await parent();
  const key = url.searchParams.get('key') ?? '';
  if (!/^\d{1,18}$/.test(params.id)) error(404);
  const registration = Number(params.id);
  const asked = { params: { path: { registration }, query: { key } } };
  const [dossier] = await asPage(
    Promise.all([got(api(fetch).GET('/api/registrations/{registration}/data', asked)), privacy.load(), journal.load()]),
  );
  return { dossier, at: `registrations/${registration}`, key: encodeURIComponent(key) };
};
