/** Days without hours, as memberships have them, and what somebody was on one. */

import { now } from '$lib/config.svelte';
import { wall } from '$lib/dates';
import { language, locale } from '$lib/messages';
import type { Period, Standing } from './load';

/** Where the cooperative's days begin and end. */
const HOME = 'Europe/Brussels';

/** The present day, on the server's clock. */
export function today(): string {
  return wall(now(), HOME).day;
}

/** The first day a change is likely meant for: today, or the day on which somebody joins who is no member yet. */
export function firstDay(member: { standing: Standing; joined_on?: string | null }): string {
  return (member.standing === 'not_yet' && member.joined_on) || today();
}

/** A day in words: "26 januari 2023", "1er février 2023". */
export function dayOf(day: string, dateStyle: 'long' | 'medium' = 'long'): string {
  const text = new Intl.DateTimeFormat(locale(), { dateStyle, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
  return language() === 'fr' && day.endsWith('-01') ? text.replace(/^1 /, '1er ') : text;
}

/** A moment on the reader's clock: "26 jan 2023, 18:05". */
export function momentOf(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** The membership that holds on a day, if one does. */
export function heldOn(day: string, periods: readonly Period[]): Period | undefined {
  return periods.find((one) => one.since <= day && (!one.until || day < one.until));
}

/** An unbroken time of membership, its parts the latest first. */
export interface Run {
  joined_on: string;
  left_on: string | null;
  periods: Period[];
}

/** The unbroken times, the latest first. */
export function runsOf(periods: readonly Period[]): Run[] {
  const runs: Run[] = [];
  for (const period of [...periods].sort((a, b) => a.since.localeCompare(b.since))) {
    const last = runs.at(-1);
    if (last && last.left_on === period.since) {
      last.periods.unshift(period);
      last.left_on = period.until ?? null;
    } else runs.push({ joined_on: period.since, left_on: period.until ?? null, periods: [period] });
  }
  return runs.reverse();
}
