import { catalogue } from '$lib/messages';
import type { MembersMessages } from './en';

/** The words of the register: `members().list.title`, once `members.load()` was awaited. */
export const members = catalogue<MembersMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
