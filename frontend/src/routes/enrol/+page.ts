import { devices } from '$lib/devices/messages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  await parent();
  await devices.load();
};
