import { catalogue } from '$lib/messages';
import type { PrivacyMessages } from './en';

/** The words about what is held of people: `privacy().statement.title`. */
export const privacy = catalogue<PrivacyMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
