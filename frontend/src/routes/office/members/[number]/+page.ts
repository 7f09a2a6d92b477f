import { asPage } from '$lib/api/pages';
import { categoriesOf, memberOf, registrar, registrationsOf } from '$lib/members/load';
import { members } from '$lib/members/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  registrar((await parent()).me);
  const number = Number(params.number);
  const [version, categories, registrations] = await asPage(
    Promise.all([memberOf(fetch, number), categoriesOf(fetch), registrationsOf(fetch, number), members.load()]),
  );
  return { version, categories, registrations };
};
