import { locale } from '$lib/messages';

/** The day of an instant on the reader's own clock: "26 jan 2023". */
export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(new Date(instant));
}
