import { asPage } from '$lib/api/pages';
import { categoriesOf } from '$lib/members/load';
import { members } from '$lib/members/messages';
import { administrator } from '$lib/staff/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  administrator((await parent()).me);
  const [categories] = await asPage(Promise.all([categoriesOf(fetch), members.load()]));
  return { categories };
};
