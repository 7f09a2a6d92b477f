import { catalogue } from '$lib/messages';
import type { SittingMessages } from './en';

/** The words of a sitting, on the desk, on a member's page and on the projector. */
export const sitting = catalogue<SittingMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
