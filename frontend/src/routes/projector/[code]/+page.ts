import { api, got } from '$lib/api/client';
import { Failed } from '$lib/api/problems';
import { sitting } from '$lib/sitting/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
  await sitting.load();
  try {
    const path = { code: params.code };
    const seen = await got(api(fetch).GET('/api/projectors/{code}', { params: { path }, cache: 'no-store' }));
    return { code: params.code, seen };
  } catch (raised) {
    if (raised instanceof Failed && raised.problem.slug === 'missing') return { code: params.code, seen: undefined };
    throw raised;
  }
};
