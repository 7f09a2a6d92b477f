/** What the staff pages fetch, and the roles they write. */

import { api, got } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import type { Event, Me } from '$lib/api/types';
import { administers } from '$lib/grants';
import { error } from '@sveltejs/kit';

export type Person = components['schemas']['StaffOut'];
export type Appointment = components['schemas']['Appointment'];
export type StaffRole = Exclude<Appointment['role'], 'member'>;

type Fetch = typeof fetch;

/** What somebody can be appointed to, and whether that is for all, an office or an event. */
export const ROLES: Record<StaffRole, readonly ('everywhere' | 'office' | 'event')[]> = {
  admin: ['everywhere'],
  organiser: ['everywhere', 'office', 'event'],
  door: ['everywhere', 'office', 'event'],
  bureau: ['event'],
  scrutineer: ['event'],
};

/** The administrator signed in; anybody else gets the page that says how to sign in, or that it is not theirs. */
export function administrator(me: Me | null): Me {
  if (!me) error(401, 'not-signed-in');
  if (!administers(me)) error(403, 'not-allowed');
  return me;
}

/** Everyone who has roles or had them, by name. */
export async function staffOf(fetch: Fetch): Promise<Person[]> {
  const found: Person[] = [];
  let after: number | null | undefined;
  do {
    const query = after ? { after } : {};
    const page: components['schemas']['StaffPage'] = await got(api(fetch).GET('/api/staff', { params: { query } }));
    found.push(...page.items);
    after = page.next;
  } while (after);
  return found;
}

/** A role as it is sent: for what it is not for, it names nothing. */
export function appointed(role: StaffRole, scope: string): Appointment {
  const [kind, slug] = scope.split(':') as [string, string?];
  return { role, office: kind === 'office' ? slug! : null, event: kind === 'event' ? slug! : null };
}

/** For what a role is, as one word a list can hold: `office:ghent`, `event:party`, or empty for all. */
export function scopeOf(role: Pick<Appointment, 'office' | 'event'>): string {
  if (role.office) return `office:${role.office}`;
  return role.event ? `event:${role.event}` : '';
}

/** Events that roles can be for: those still to come first, with those somebody has a role for already. */
export function offered(events: Event[], roles: Pick<Appointment, 'event'>[], now: Date): Event[] {
  const kept = new Set(roles.map((role) => role.event));
  const ahead = (event: Event) => event.status !== 'cancelled' && new Date(event.ends_at) > now;
  return events.filter((event) => kept.has(event.slug) || ahead(event));
}
