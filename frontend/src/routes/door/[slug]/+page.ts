import { packOf } from '$lib/door/asking';
import { refusedOf } from '$lib/door/entry';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent }) => {
  await parent();
  try {
    return { pack: await packOf(params.slug, undefined, fetch) };
  } catch (error) {
    return { problem: refusedOf(error) };
  }
};
