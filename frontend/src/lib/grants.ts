/** What somebody signed in may do, by all the roles they hold. The server decides; this chooses what to show. */

import type { Event, Me } from '$lib/api/types';

type Role = NonNullable<Me['role']>;
type Somebody = Pick<Me, 'grants'> | null | undefined;

/** Whether they hold one of these roles, for all or for part of the house. */
export function holds(me: Somebody, roles: readonly Role[]): boolean {
  return Boolean(me?.grants.some((grant) => roles.includes(grant.role)));
}

export function administers(me: Somebody): boolean {
  return holds(me, ['admin']);
}

/** Whether they organise something, be it one event. */
export function organises(me: Somebody): boolean {
  return organising(me).length > 0;
}

/** Whether they prepare assemblies, be it one. */
export function preparesAssemblies(me: Somebody): boolean {
  return holds(me, ['admin', 'bureau']);
}

/** Whether they prepare the assembly that this event is, or could be. */
export function preparesAssembly(me: Somebody, event: Pick<Event, 'slug' | 'parent'>): boolean {
  const granted = me?.grants.filter((grant) => grant.role === 'admin' || grant.role === 'bureau') ?? [];
  return granted.some(({ event: only }) => only === null || only === event.slug || only === event.parent);
}

/** Whether they let people in at some door. */
export function keepsDoor(me: Somebody): boolean {
  return holds(me, ['admin', 'organiser', 'door']);
}

/** Whether they organise in every office. */
export function organisesAll(me: Somebody): boolean {
  return organising(me).some((grant) => grant.office === null && grant.event === null);
}

/** The slugs of the offices they organise whole; those who organise everywhere hold none by name. */
export function officesOf(me: Somebody): string[] {
  return named(organising(me).map((grant) => grant.office));
}

/** The slugs of the events they organise alone, with their programmes. */
export function eventsAlone(me: Somebody): string[] {
  return named(organising(me).map((grant) => grant.event));
}

export function organisesOffice(me: Somebody, slug: string): boolean {
  return organisesAll(me) || officesOf(me).includes(slug);
}

export function organisesEvent(me: Somebody, event: Pick<Event, 'slug' | 'office' | 'parent'>): boolean {
  const alone = eventsAlone(me);
  return (
    organisesOffice(me, event.office) ||
    alone.includes(event.slug) ||
    (event.parent !== null && alone.includes(event.parent))
  );
}

function organising(me: Somebody) {
  return me?.grants.filter((grant) => grant.role === 'admin' || grant.role === 'organiser') ?? [];
}

function named(slugs: (string | null)[]): string[] {
  return [...new Set(slugs.filter((slug) => slug !== null))];
}
