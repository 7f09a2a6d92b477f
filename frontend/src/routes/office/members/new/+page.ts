import { asPage } from '$lib/api/pages';
import { categoriesOf, registrar } from '$lib/members/load';
import { members } from '$lib/members/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  registrar((await parent()).me);
  const [categories] = await asPage(Promise.all([categoriesOf(fetch), members.load()]));
  return { categories };
};
