/** What this browser remembers of its door; without storage, as in some private windows, it lasts as long as the page. */

import type { NewScan, Shelf } from './posting';

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above; a full disk is the other case.
  }
}

/** Where the unanswered scans of an event lie. */
export function shelfOf(event: string): Shelf {
  const key = `door-scans:${event}`;
  return {
    load(): NewScan[] {
      try {
        const scans: unknown = JSON.parse(kept(key) ?? '[]');
        return Array.isArray(scans) ? scans : [];
      } catch {
        return [];
      }
    },
    save: (scans) => keep(key, JSON.stringify(scans)),
  };
}
