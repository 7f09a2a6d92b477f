/** Where one goes from the office's bar, and which roles see each: a new place is a line here and a word in `places`. */

import type { Me } from '$lib/api/types';
import { holds } from '$lib/grants';
import type { OfficeMessages } from './messages/en';

interface Place {
  name: keyof OfficeMessages['places'];
  href: string;
  roles: readonly NonNullable<Me['role']>[];
}

const ORGANISERS = ['admin', 'organiser'] as const;

export const PLACES: readonly Place[] = [
  { name: 'events', href: '/office', roles: ORGANISERS },
  { name: 'assemblies', href: '/office/assemblies', roles: ['admin', 'bureau'] },
  { name: 'members', href: '/office/members', roles: ORGANISERS },
  { name: 'staff', href: '/office/staff', roles: ['admin'] },
  { name: 'devices', href: '/office/devices', roles: ORGANISERS },
  { name: 'journal', href: '/office/journal', roles: ORGANISERS },
  { name: 'door', href: '/door', roles: [...ORGANISERS, 'door'] },
];

/** The places this person works at. */
export function placesFor(me: Me): readonly Place[] {
  return PLACES.filter((place) => holds(me, place.roles));
}

/** How `aria-current` calls the place, for the page at this path: `/office/party` is among the events, `/office/members` is not. */
export function isAt(place: Place, path: string): 'page' | 'true' | undefined {
  const within = PLACES.filter((one) => path === one.href || path.startsWith(`${one.href}/`));
  if (within.toSorted((a, b) => b.href.length - a.href.length)[0] !== place) return undefined;
  return path === place.href ? 'page' : 'true';
}
