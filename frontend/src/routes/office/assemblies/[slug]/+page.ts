import { agenda } from '$lib/agenda/messages';
import { asPage } from '$lib/api/pages';
import { assemblyOf, preparer, votersOf } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  const me = preparer((await parent()).me);
  const [version, voters] = await asPage(
    Promise.all([assemblyOf(fetch, params.slug), votersOf(fetch, params.slug), assemblies.load(), agenda.load()]),
  );
  return { version, voters, me };
};
