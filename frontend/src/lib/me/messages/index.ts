import { catalogue } from '$lib/messages';
import type { MeMessages } from './en';

/** The words of a person's own page: `mine().title`. */
export const mine = catalogue<MeMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
