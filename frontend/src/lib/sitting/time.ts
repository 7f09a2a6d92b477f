/** The time a speaker has, by the server's clock. */

export interface Turn {
  began_at?: string | null;
  seconds?: number | null;
}

/** Seconds that are left of a turn; below zero once it is over. */
export function secondsLeft(turn: Turn, now: number): number {
  if (turn.began_at == null || turn.seconds == null) return 0;
  return Math.ceil(turn.seconds - (now - Date.parse(turn.began_at)) / 1000);
}

/** Minutes and seconds, `2:05`; without a sign. */
export function clocked(seconds: number): string {
  const whole = Math.abs(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
