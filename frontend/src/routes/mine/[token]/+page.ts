import { feedUrl } from '$lib/calendars';
import { language } from '$lib/messages';
import type { PageLoad } from './$types';

/** Whether the link still opens a calendar: asked of the feed itself, which tells no more than it tells calendars. */
export const load: PageLoad = async ({ fetch, params }) => {
  const answer = await fetch(feedUrl('', { kind: 'mine', name: params.token }, language()), { method: 'HEAD' }).catch(
    () => null,
  );
  return { dead: answer?.status === 404 };
};
