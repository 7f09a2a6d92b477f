import { catalogue } from '$lib/messages';
import type { ConvocationsMessages } from './en';

/** The words of calling the members together: `convocations().page.title`, once `convocations.load()` was awaited. */
export const convocations = catalogue<ConvocationsMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
