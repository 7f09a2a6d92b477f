/** What a door knows by itself: who may come, and what a code shown to it says. */

import type { components } from '$lib/api/schema';
import { read, type Keys, type TicketCode } from './codes';

export type Pack = components['schemas']['Pack'];
export type Person = components['schemas']['PackTicket'];
export type Reason = components['schemas']['Reason'];
export type People = ReadonlyMap<number, Person>;

export interface Counts {
  expected: number;
  arrived: number;
  inside: number;
}

/** Who is on the list, once these changes are known. */
export function merged(people: People, changes: Pick<Pack, 'tickets' | 'revoked'>): People {
  const all = new Map(people);
  for (const person of changes.tickets) all.set(person.id, person);
  for (const id of changes.revoked) all.delete(id);
  return all;
}

/** Whether their ticket admits. */
export function mayCome({ seat }: Person): boolean {
  return seat === 'confirmed' || seat === 'invited';
}

/** How many have a seat or an invitation, came, and are in now. */
export function counted(people: People): Counts {
  const counts = { expected: 0, arrived: 0, inside: 0 };
  for (const person of people.values()) {
    if (mayCome(person)) counts.expected += 1;
    if (person.first_admitted_at) counts.arrived += 1;
    if (person.inside) counts.inside += 1;
  }
  return counts;
}

/**
 * What the browser makes of a code: refused, with the reason it can prove; good, as far as it can tell; or nothing, when
 * only the server knows.
 */
export interface Opinion {
  text: string;
  refused?: Reason;
  good?: TicketCode;
}

/** The opinion on what was shown, in the first reading that proves to be a code. day: the id of the day; at: in ms. */
export async function opinion(
  texts: readonly string[],
  keys: Keys | undefined,
  day: number,
  at: number,
): Promise<Opinion> {
  const [first = ''] = texts;
  // This browser cannot check signatures.
  if (!keys) return { text: first };
  const readings = await Promise.all(texts.map(async (text) => ({ text, ...(await read(text, keys)) })));
  const best =
    readings.find(({ code }) => code) ?? readings.find(({ refused }) => refused !== 'unknown_code') ?? readings[0];
  if (!best?.code) {
    const { text = first, refused = 'unknown_code' } = best ?? {};
    return refused === 'unknown_key' ? { text } : { text, refused };
  }
  const { text, code } = best;
  if (code.event !== day) return { text, refused: 'wrong_event' };
  if (at > code.valid_until.getTime()) return { text, refused: 'outside_hours' };
  return { text, good: code };
}
