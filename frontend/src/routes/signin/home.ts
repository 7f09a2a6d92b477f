import type { Me } from '$lib/api/types';

/** Where each role starts its work; null for those whose pages are not in this app. */
export function homeOf(role: Me['role']): string | null {
  if (role === 'door') return '/door';
  return role === 'admin' || role === 'organiser' ? '/office' : null;
}
