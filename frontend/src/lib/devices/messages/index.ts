import { catalogue } from '$lib/messages';
import type { DeviceMessages } from './en';

/** The words of devices and tokens: `devices().list.title`, once `devices.load()` was awaited. */
export const devices = catalogue<DeviceMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
