import { asPage } from '$lib/api/pages';
import { waitedFor } from '$lib/signin/asking';
import { signin } from '$lib/signin/messages';
import type { SignInMessages } from '$lib/signin/messages/en';
import type { PageLoad } from './$types';

type Failing = keyof SignInMessages['provider']['failed'];

export const load: PageLoad = async ({ fetch, parent, url }) => {
  await parent();
  const link = url.searchParams.get('link') ?? '';
  const [request] = await asPage(Promise.all([link ? null : waitedFor(fetch), signin.load()]));
  const failed = Object.keys(signin().provider.failed).find(
    (why) => url.searchParams.get('problem') === `provider-${why}`,
  );
  return { link, onward: url.searchParams.get('onward') ?? '', request, failed: failed as Failing | undefined };
};
