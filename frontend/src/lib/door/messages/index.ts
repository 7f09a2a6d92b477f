import { catalogue } from '$lib/messages';
import type { DoorMessages } from './en';

/** The words of the door: `door().scan.title`, once `door.load()` was awaited. */
export const door = catalogue<DoorMessages>({
  nl: () => import('./nl'),
  fr: () => import('./fr'),
  en: () => import('./en'),
  de: () => import('./de'),
});
