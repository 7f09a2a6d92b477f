import { api, got } from '$lib/api/client';
import { asPage } from '$lib/api/pages';
import { assembliesOf } from '$lib/assemblies/load';
import { scannersOf } from '$lib/devices/asking';
import { devices } from '$lib/devices/messages';
import { preparesAssembly } from '$lib/grants';
import { organiser, versionOf } from '$lib/office/load';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent, params }) => {
  const me = organiser((await parent()).me);
  const path = { slug: params.slug };
  const [version, arrivals, scanners] = await asPage(
    Promise.all([
      versionOf(fetch, params.slug),
      got(api(fetch).GET('/api/events/{slug}/arrivals', { params: { path } })),
      scannersOf(params.slug, fetch),
      devices.load(),
    ]),
  );
  const day = version.event.parent;
  const partOf = day ? await versionOf(fetch, day).catch(() => undefined) : undefined;
  const prepares = preparesAssembly(me, version.event);
  const isAssembly = prepares && (await asPage(assembliesOf(fetch))).some((one) => one.slug === params.slug);
  return { version, arrivals, scanners, partOf: partOf?.event, me, isAssembly };
};
