import { catalogue } from '$lib/messages';
import type { ProxiesMessages } from './en';

/** The words of proxies: `proxies().mine.title`, once `proxies.load()` was awaited. */
export const proxies = catalogue<ProxiesMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
