/** How long ago something was, and how long is left. */

import { LOCALES, type Language } from '$lib/messages/languages';

const STEPS = [
  ['minute', 60, 60],
  ['hour', 3600, 24],
  ['day', 86_400, 30],
  ['month', 2_629_800, 12],
  ['year', 31_557_600, Infinity],
] as const;

/** In words: "now", "5 minutes ago", "yesterday". The server notes a use every five minutes, so seconds say nothing. */
export function ago(instant: string, now: Date, language: Language): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(instant)) / 1000);
  const words = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  if (seconds < 60) return words.format(0, 'second');
  const [unit, size] = STEPS.find(([, size, most]) => Math.floor(seconds / size) < most)!;
  return words.format(-Math.floor(seconds / size), unit);
}

/** Minutes and seconds, as a clock that counts down shows them: "14:05". */
export function left(until: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((Date.parse(until) - now.getTime()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The last instant of a day in the reader's own zone, for the server. */
export function endOf(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}
