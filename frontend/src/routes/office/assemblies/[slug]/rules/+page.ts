import { redirect } from '@sveltejs/kit';
import { asPage } from '$lib/api/pages';
import { assemblyOf, preparer } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { categoriesOf } from '$lib/members/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  preparer((await parent()).me);
  const [version, categories] = await asPage(
    Promise.all([assemblyOf(fetch, params.slug), categoriesOf(fetch), assemblies.load()]),
  );
  if (version.found.status !== 'draft') redirect(307, `/office/assemblies/${params.slug}`);
  return { version, categories };
};
