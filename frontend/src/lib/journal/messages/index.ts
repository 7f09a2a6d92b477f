import { catalogue } from '$lib/messages';
import type { JournalMessages } from './en';

/** The words of the journal: `journal().page.title`; a sentence for each deed: `journal().deeds['event.created']`. */
export const journal = catalogue<JournalMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
