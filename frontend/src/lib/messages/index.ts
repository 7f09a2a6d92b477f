import type { Messages } from './en';
import { catalogue } from './speech.svelte';

export { LANGUAGES, LANGUAGE_NAMES, LOCALES, chooseLanguage, counted, isLanguage, type Language } from './languages';
export { best, bestLanguage, catalogue, language, listed, locale, speak, startSpeaking } from './speech.svelte';

/** The words of the public pages and of what every page shares: `t().year.title`. */
export const t = catalogue<Messages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
