import { asPage } from '$lib/api/pages';
import { queryOf } from '$lib/members/asked';
import { categoriesOf, membersFound } from '$lib/members/load';
import { members } from '$lib/members/messages';
import { organiser } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  organiser((await parent()).me);
  const query = queryOf(url.searchParams);
  const [found, categories] = await asPage(
    Promise.all([membersFound(fetch, query), categoriesOf(fetch), members.load()]),
  );
  return { query, found, categories };
};
