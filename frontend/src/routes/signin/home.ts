import { goto } from '$app/navigation';
import type { Me } from '$lib/api/types';
import { keepsDoor, organises, preparesAssemblies } from '$lib/grants';
import { secondPath } from '$lib/onward';

/**
 * Where each begins: who organises in the office, a bureau at its assemblies, who lets people in at the door, everybody
 * else on their own page.
 */
export function homeOf(me: Me): string {
  if (organises(me)) return '/office';
  if (preparesAssemblies(me)) return '/office/assemblies';
  return keepsDoor(me) ? '/door' : '/me';
}

/**
 * Signed in, open the page that was asked for, which the server has checked to be ours, or else their own; staff give
 * their second factor before that.
 */
export async function goOn(me: Me): Promise<void> {
  await goto(secondPath(me, me.onward ?? '') ?? me.onward ?? homeOf(me), { replaceState: true });
}
