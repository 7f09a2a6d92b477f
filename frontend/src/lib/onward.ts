/** Signing in from a page, and coming back to it. */

/** Pages whose address holds a secret, which no other address should carry; and the sign-in page itself. */
const NOT_BACK = /^\/(registrations|mine|signin)(\/|$)/;

/** Where one signs in to come back here afterwards. */
export function signInPath({ pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>): string {
  if (pathname === '/' || NOT_BACK.test(pathname)) return '/signin';
  return `/signin?onward=${encodeURIComponent(pathname + search + hash)}`;
}
