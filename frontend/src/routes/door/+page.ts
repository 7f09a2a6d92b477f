import { api, got } from '$lib/api/client';
import { refusedOf } from '$lib/door/entry';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  await parent();
  try {
    return { events: (await got(api(fetch).GET('/api/door/events'))).items };
  } catch (error) {
    return { problem: refusedOf(error) };
  }
};
