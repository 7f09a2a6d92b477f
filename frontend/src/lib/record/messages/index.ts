import { catalogue } from '$lib/messages';
import type { RecordMessages } from './en';

/** The words of an assembly's record and attendance: `record().page.title`, once `record.load()` was awaited. */
export const record = catalogue<RecordMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
