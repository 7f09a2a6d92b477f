import { asPage } from '$lib/api/pages';
import { categoriesOf } from '$lib/members/load';
import { members } from '$lib/members/messages';
import { organiser } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  organiser((await parent()).me);
  const [categories] = await asPage(Promise.all([categoriesOf(fetch), members.load()]));
  return { categories };
};
