import { catalogue } from '$lib/messages';
import type { PollsMessages } from './en';

/** The words of voting, on a member's page and on the desk. */
export const polls = catalogue<PollsMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
