import { asPage } from '$lib/api/pages';
import { tokensAfter } from '$lib/devices/asking';
import { devices } from '$lib/devices/messages';
import { organiser } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  const me = organiser((await parent()).me);
  const [first] = await asPage(Promise.all([tokensAfter(fetch), devices.load()]));
  return { me, first };
};
