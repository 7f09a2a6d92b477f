/** Days and hours as somebody at the event reads them on the wall: the browser's counterpart of the server's words. */

import type { Language } from './messages/languages';
import { LOCALES } from './messages/languages';

/** What has a start and an end (RFC 3339, UTC) and the zone it happens in. */
export interface Times {
  starts_at: string;
  ends_at: string;
  timezone: string;
}

/** The sentences that join days and hours, one set per language. */
export interface WhenWords {
  evening: (day: string, start: string, end: string) => string;
  untilMidnight: (day: string, start: string) => string;
  severalDays: (first: string, start: string, last: string, end: string) => string;
  wholeDay: (day: string) => string;
  wholeDays: (first: string, last: string) => string;
  clock: (time: string) => string;
  midnight: string;
}

/** An hour before which a night belongs to the evening before. */
const SMALL_HOURS_END = '06:00';

interface Wall {
  /** `2023-06-20`. */
  day: string;
  /** `09:30`. */
  time: string;
}

const kept = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = kept.get(key);
  if (!found) kept.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

/** Day and hour of an instant in a zone. */
export function wall(instant: string | Date, timeZone: string): Wall {
  const options = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  const [day = '', time = ''] = format('sv-SE', options).format(new Date(instant)).split(' ');
  return { day, time };
}

/** The days an event covers: an evening that ends at midnight or in the small hours is one day. */
export function daysOf(times: Times): string[] {
  const start = wall(times.starts_at, times.timezone);
  const end = wall(times.ends_at, times.timezone);
  const days = [start.day];
  const last = nightOf(start, end);
  while (days.length < 400 && days.at(-1)! < last) days.push(dayAfter(days.at(-1)!));
  return days;
}

function nightOf(start: Wall, end: Wall): string {
  if (end.day <= start.day) return start.day;
  const before = dayBefore(end.day);
  const small = end.time < SMALL_HOURS_END && end.time < start.time && before === start.day;
  return end.time === '00:00' || small ? before : end.day;
}

export function dayAfter(day: string): string {
  return shifted(day, 1);
}

function dayBefore(day: string): string {
  return shifted(day, -1);
}

function shifted(day: string, by: number): string {
  const moved = new Date(`${day}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + by);
  return moved.toISOString().slice(0, 10);
}

/** A date in words: "jeudi 1er juin 2023". */
export function dayName(day: string, language: Language, shape: 'long' | 'noYear' | 'short' = 'long'): string {
  const options: Intl.DateTimeFormatOptions = {
    weekday: shape === 'short' ? 'short' : 'long',
    day: 'numeric',
    month: shape === 'short' ? 'short' : 'long',
    timeZone: 'UTC',
    ...(shape === 'long' && { year: 'numeric' }),
  };
  const text = format(LOCALES[language], options).format(new Date(`${day}T12:00:00Z`));
  return language === 'fr' && day.endsWith('-01') ? text.replace(/\b1 /, '1er ') : text;
}

/** When an event is, in one sentence. */
export function when(times: Times, language: Language, words: WhenWords): string {
  const start = wall(times.starts_at, times.timezone);
  const end = wall(times.ends_at, times.timezone);
  const days = daysOf(times);
  const [first, last] = [days[0]!, days.at(-1)!];
  const midnight = end.time === '00:00' && end.day > start.day;
  if (midnight && start.time === '00:00')
    return first === last
      ? words.wholeDay(dayName(first, language))
      : words.wholeDays(dayName(first, language, sameYear(first, last)), dayName(last, language));
  if (first === last)
    return midnight
      ? words.untilMidnight(dayName(first, language), start.time)
      : words.evening(dayName(first, language), start.time, end.time);
  return words.severalDays(
    dayName(first, language, sameYear(first, last)),
    words.clock(start.time),
    dayName(last, language),
    midnight ? words.midnight : words.clock(end.time),
  );
}

function sameYear(first: string, last: string): 'long' | 'noYear' {
  return first.slice(0, 4) === last.slice(0, 4) ? 'noYear' : 'long';
}

/** The hours alone, where the day stands beside them: "18:00–21:00"; for several days only the first hour. */
export function hours(times: Times): string {
  const start = wall(times.starts_at, times.timezone);
  const end = wall(times.ends_at, times.timezone);
  return daysOf(times).length > 1 || end.time === start.time ? start.time : `${start.time}–${end.time}`;
}

/** Whether a reader in another zone sees other hours on their clock at that moment. */
export function zoneDiffers(instant: string, zone: string, reader = readerZone()): boolean {
  const [there, here] = [wall(instant, zone), wall(instant, reader)];
  return there.day !== here.day || there.time !== here.time;
}

export function readerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The name of a zone at a moment, "Central European Summer Time"; of all its seasons where no moment is given. */
export function zoneName(instant: string | undefined, timeZone: string, language: Language): string {
  const named = { timeZone, timeZoneName: instant ? 'long' : 'longGeneric' } as const;
  const moment = instant ? new Date(instant) : new Date();
  const parts = format(LOCALES[language], named).formatToParts(moment);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}
