/** Lengths of time as people say them. */

export interface TimeWords {
  days: (n: number) => string;
  years: (n: number) => string;
  minutes: (n: number) => string;
}

const MINUTES_A_DAY = 24 * 60;
const DAYS_A_YEAR = 365;

/** A number of days: whole years as years. */
export function spellDays(days: number, words: TimeWords): string {
  return days % DAYS_A_YEAR === 0 ? words.years(days / DAYS_A_YEAR) : words.days(days);
}

/** A number of minutes: whole days as days. */
export function spellMinutes(minutes: number, words: TimeWords): string {
  return minutes % MINUTES_A_DAY === 0 ? spellDays(minutes / MINUTES_A_DAY, words) : words.minutes(minutes);
}
