import { agendaOf, candidatesOf } from '$lib/agenda/load';
import { agenda } from '$lib/agenda/messages';
import { asPage } from '$lib/api/pages';
import { assemblyOf, preparer } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  preparer((await parent()).me);
  const [assembly, version, candidates] = await asPage(
    Promise.all([
      assemblyOf(fetch, params.slug),
      agendaOf(fetch, params.slug),
      candidatesOf(fetch, params.slug),
      agenda.load(),
      assemblies.load(),
    ]),
  );
  return { assembly: assembly.found, version, candidates };
};
