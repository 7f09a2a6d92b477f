import { asPage } from '$lib/api/pages';
import { assemblyOf, preparer } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { polls } from '$lib/polls/messages';
import { record } from '$lib/record/messages';
import { sitting } from '$lib/sitting/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  const me = preparer((await parent()).me);
  const [version] = await asPage(
    Promise.all([assemblyOf(fetch, params.slug), assemblies.load(), sitting.load(), polls.load(), record.load()]),
  );
  return { assembly: version.found, me };
};
