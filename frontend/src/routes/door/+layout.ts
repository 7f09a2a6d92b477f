import { door } from '$lib/door/messages';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent }) => {
  // The language is chosen above.
  await parent();
  await door.load();
};
