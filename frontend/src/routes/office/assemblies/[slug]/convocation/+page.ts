import { asPage } from '$lib/api/pages';
import { assemblyOf, preparer } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { convocationOf, previewOf } from '$lib/convocations/load';
import { convocations } from '$lib/convocations/messages';
import { language } from '$lib/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  const me = preparer((await parent()).me);
  const spoken = language();
  const [version, convocation, preview] = await asPage(
    Promise.all([
      assemblyOf(fetch, params.slug),
      convocationOf(fetch, params.slug),
      previewOf(fetch, params.slug, spoken),
      assemblies.load(),
      convocations.load(),
    ]),
  );
  return { assembly: version.found, convocation, preview, spoken, me };
};
