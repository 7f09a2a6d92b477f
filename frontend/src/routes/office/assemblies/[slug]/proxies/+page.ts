import { asPage } from '$lib/api/pages';
import { assemblyOf, preparer } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { proxiesOf, resolutionsOf } from '$lib/proxies/load';
import { proxies } from '$lib/proxies/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  const me = preparer((await parent()).me);
  const [version, found, resolutions] = await asPage(
    Promise.all([
      assemblyOf(fetch, params.slug),
      proxiesOf(fetch, params.slug, { q: '', stands: '' }),
      resolutionsOf(fetch, params.slug),
      assemblies.load(),
      proxies.load(),
    ]),
  );
  return { assembly: version.found, found, resolutions, me };
};
