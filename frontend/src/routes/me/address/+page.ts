import { privacy } from '$lib/privacy/messages';
import type { PageLoad } from './$types';

/** Opening the link changes nothing yet: programs that look into mails open links too. */
export const load: PageLoad = async ({ parent, url }) => {
  await parent();
  await privacy.load();
  const change = url.searchParams.get('change') ?? '';
  const key = url.searchParams.get('key') ?? '';
  return { link: /^\d{1,18}$/.test(change) && key ? { change: Number(change), key } : null };
};
