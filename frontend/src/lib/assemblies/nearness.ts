/** How near the last day is by which something has to be done. */

const DAY_MS = 86_400_000;
/** Days before it that are near. */
const NEAR = 14;

export interface Nearness {
  how: 'far' | 'near' | 'today' | 'past';
  /** Days until then. */
  days: number;
}

export function nearness(last: string, today: string): Nearness {
  const days = Math.round((Date.parse(`${last}T12:00:00Z`) - Date.parse(`${today}T12:00:00Z`)) / DAY_MS);
  if (days < 0) return { how: 'past', days };
  if (days === 0) return { how: 'today', days };
  return { how: days <= NEAR ? 'near' : 'far', days };
}
