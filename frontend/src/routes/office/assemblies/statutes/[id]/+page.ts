import { error } from '@sveltejs/kit';
import { asPage } from '$lib/api/pages';
import { profileOf } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { categoriesOf } from '$lib/members/load';
import { t } from '$lib/messages';
import { administrator } from '$lib/staff/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  administrator((await parent()).me);
  if (!/^[1-9]\d{0,15}$/.test(params.id)) error(404, t().problems.missingDetail);
  const [version, categories] = await asPage(
    Promise.all([profileOf(fetch, Number(params.id)), categoriesOf(fetch), assemblies.load()]),
  );
  return { version, categories };
};
