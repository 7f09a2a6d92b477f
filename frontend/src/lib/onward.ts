/** Signing in from a page, and coming back to it. */

import type { Me } from './api/types';

/** Pages whose address holds a secret, which no other address should carry; and the sign-in page itself. */
const NOT_BACK = /^\/(registrations|mine|signin|enrol)(\/|$)/;

/** Where one signs in to come back here afterwards. */
export function signInPath({ pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>): string {
  if (pathname === '/' || NOT_BACK.test(pathname)) return '/signin';
  return `/signin?onward=${encodeURIComponent(pathname + search + hash)}`;
}

/** The page to open after signing in, when the address names one of ours. */
export function onwardOf(url: URL): string | null {
  const wanted = url.searchParams.get('onward') ?? '';
  if (!wanted.startsWith('/')) return null;
  const { origin, pathname, search, hash } = new URL(wanted, url);
  return origin === url.origin ? pathname + search + hash : null;
}

/** Where staff give their second factor, or set it up, before they go on there; null for who need not. */
export function secondPath(me: Pick<Me, 'second_factor'>, onward: string): string | null {
  if (me.second_factor === 'none' || me.second_factor === 'given') return null;
  return onward ? `/signin/second?onward=${encodeURIComponent(onward)}` : '/signin/second';
}
