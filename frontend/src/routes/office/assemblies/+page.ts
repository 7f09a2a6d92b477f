import { asPage } from '$lib/api/pages';
import { assembliesOf, preparer } from '$lib/assemblies/load';
import { assemblies } from '$lib/assemblies/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  preparer((await parent()).me);
  const [items] = await asPage(Promise.all([assembliesOf(fetch), assemblies.load()]));
  return { items };
};
