import { asPage } from '$lib/api/pages';
import { categoriesOf, memberOf, registrationsOf } from '$lib/members/load';
import { members } from '$lib/members/messages';
import { organiser } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  organiser((await parent()).me);
  const number = Math.trunc(Number(params.number)) || 0;
  const [version, categories, registrations] = await asPage(
    Promise.all([memberOf(fetch, number), categoriesOf(fetch), registrationsOf(fetch, number), members.load()]),
  );
  return { version, categories, registrations };
};
