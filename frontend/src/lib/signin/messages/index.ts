import { catalogue } from '$lib/messages';
import type { SignInMessages } from './en';

/** The words of signing in, and of where one is signed in: `signin().title`. */
export const signin = catalogue<SignInMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
