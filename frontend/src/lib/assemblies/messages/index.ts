import { catalogue } from '$lib/messages';
import type { AssembliesMessages } from './en';

/** The words of assemblies and statutes: `assemblies().list.title`, once `assemblies.load()` was awaited. */
export const assemblies = catalogue<AssembliesMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
