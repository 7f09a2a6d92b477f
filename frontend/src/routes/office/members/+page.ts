import { asPage } from '$lib/api/pages';
import { queryOf } from '$lib/members/asked';
import { categoriesOf, membersFound, registrar } from '$lib/members/load';
import { members } from '$lib/members/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  registrar((await parent()).me);
  const query = queryOf(url.searchParams);
  const [found, categories] = await asPage(
    Promise.all([membersFound(fetch, query), categoriesOf(fetch), members.load()]),
  );
  return { query, found, categories };
};
