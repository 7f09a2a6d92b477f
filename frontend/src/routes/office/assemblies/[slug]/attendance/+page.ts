import { asPage } from '$lib/api/pages';
import { assemblyOf, preparer } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { restedOf, rightsOf, staysOf } from '$lib/record/load';
import { record } from '$lib/record/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params: { slug } }) => {
  preparer((await parent()).me);
  const [version, stays, rights, rested] = await asPage(
    Promise.all([
      assemblyOf(fetch, slug),
      staysOf(fetch, slug, ''),
      rightsOf(fetch, slug, { q: '', at: null }),
      restedOf(fetch, slug),
      assemblies.load(),
      record.load(),
    ]),
  );
  return { assembly: version.found, stays, rights, rested };
};
