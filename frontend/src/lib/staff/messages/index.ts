import { catalogue } from '$lib/messages';
import type { StaffMessages } from './en';

/** The words of the staff and of second factors: `staff().list.title`, once `staff.load()` was awaited. */
export const staff = catalogue<StaffMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
