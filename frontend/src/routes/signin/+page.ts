import { asPage } from '$lib/api/pages';
import { waitedFor } from '$lib/signin/asking';
import { signin } from '$lib/signin/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, url }) => {
  await parent();
  const link = url.searchParams.get('link') ?? '';
  const [request] = await asPage(Promise.all([link ? null : waitedFor(fetch), signin.load()]));
  return { link, onward: url.searchParams.get('onward') ?? '', request };
};
