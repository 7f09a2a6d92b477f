import { catalogue } from '$lib/messages';
import type { AgendaMessages } from './en';

/** The words of agendas, documents and candidates: `agenda().office.title`, once `agenda.load()` was awaited. */
export const agenda = catalogue<AgendaMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
