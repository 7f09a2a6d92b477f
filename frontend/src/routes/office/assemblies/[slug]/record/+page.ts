import { asPage } from '$lib/api/pages';
import { assemblyOf, candidatesOf, preparer } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import { now } from '$lib/config.svelte';
import { bundlesOf, bureauOf, failuresOf, itemsOf, quorumOf } from '$lib/record/load';
import { record } from '$lib/record/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params: { slug } }) => {
  const me = preparer((await parent()).me);
  const [version, bureau, bundles, failures, quorum, items, events] = await asPage(
    Promise.all([
      assemblyOf(fetch, slug),
      bureauOf(fetch, slug),
      bundlesOf(fetch, slug),
      failuresOf(fetch, slug),
      quorumOf(fetch, slug),
      itemsOf(fetch, slug),
      candidatesOf(fetch, me, now()),
      assemblies.load(),
      record.load(),
    ]),
  );
  return { assembly: version.found, bureau, bundles, failures, quorum, items, events };
};
