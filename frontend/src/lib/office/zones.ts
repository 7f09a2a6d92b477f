/** Wall clocks and instants: what a form's `2023-03-26T02:30` means in a zone, and back. */

/** How a wall clock reads in a zone: once, never (the clock jumps over it), or twice (the clock goes back). */
export type Reading =
  | { kind: 'once'; instant: string }
  /** next: the wall clock as far after the jump as the one asked for was after its start. */
  | { kind: 'never'; next: string }
  | { kind: 'twice'; first: string; second: string };

const DAY = 86_400_000;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** The wall clock of an instant in a zone, as `datetime-local` fields write it: `2023-01-26T18:00`. */
export function localOf(instant: string | number, zone: string): string {
  const ms = new Date(instant).getTime();
  return new Date(ms + offset(ms, zone)).toISOString().slice(0, 16);
}

/** What a wall clock means in a zone; null while it is not a date and a time yet. */
export function read(local: string, zone: string): Reading | null {
  const wall = LOCAL.test(local) ? Date.parse(`${local.slice(0, 16)}Z`) : NaN;
  if (Number.isNaN(wall)) return null;
  // A zone changes its offset at most once within two days, so the offsets around the moment are all there can be.
  const [before, after] = [offset(wall - DAY, zone), offset(wall + DAY, zone)];
  const found = [...new Set([before, after])]
    .map((one) => wall - one)
    .filter((ms) => ms + offset(ms, zone) === wall)
    .sort((a, b) => a - b);
  const [first, second] = found;
  if (first === undefined) return { kind: 'never', next: localOf(wall - before, zone) };
  if (second === undefined) return { kind: 'once', instant: iso(first) };
  return { kind: 'twice', first: iso(first), second: iso(second) };
}

/** The instant of a wall clock, or null if there is none. again: the second time, where the clock shows it twice. */
export function instantOf(local: string, zone: string, again = false): string | null {
  const reading = read(local, zone);
  if (reading === null || reading.kind === 'never') return null;
  if (reading.kind === 'once') return reading.instant;
  return again ? reading.second : reading.first;
}

/** Whether an instant is the second time its wall clock shows that day. */
export function isAgain(instant: string, zone: string): boolean {
  const reading = read(localOf(instant, zone), zone);
  return reading?.kind === 'twice' && Date.parse(instant) >= Date.parse(reading.second);
}

/** The wall clock this many minutes later, as clocks count, changes of summer time aside. */
export function later(local: string, minutes: number): string {
  return new Date(Date.parse(`${local.slice(0, 16)}Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

/** How far a zone is from UTC at an instant: `UTC+02:00`. */
export function offsetName(instant: string, zone: string): string {
  const minutes = Math.round(offset(Date.parse(instant), zone) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

/** Whether this environment knows the zone. */
export function zoneExists(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds that the zone's wall clock is ahead of UTC at this instant. */
function offset(ms: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of clock(zone).formatToParts(ms)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  let found = clocks.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(zone, found);
  }
  return found;
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
