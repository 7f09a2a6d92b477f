import { catalogue } from '$lib/messages';
import type { OfficeMessages } from './en';

/** The words of the office, where organisers work: `office().list.title`. */
export const office = catalogue<OfficeMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
