/** What is looked for, as the address of the page has it. */

import type { Query, Standing } from './load';

/** Whom a list shows, in the order of the choices; `all` is everybody in the register. */
export const SHOWN = ['member', 'left', 'not_yet', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

export const shownOf = (standing: Query['standing']): Shown => standing || 'all';
export const standingOf = (shown: Shown): Standing | '' => (shown === 'all' ? '' : shown);

/** The query in an address; members of today when it says nothing. */
export function queryOf(search: URLSearchParams): Query {
  const shown = SHOWN.find((one) => one === search.get('show')) ?? 'member';
  return {
    q: search.get('q') ?? '',
    office: search.get('office') ?? '',
    category: search.get('category') ?? '',
    standing: standingOf(shown),
    without_email: search.has('without_email') || undefined,
  };
}

/** What stands behind the path for this query; the usual is left out. */
export function searchOf({ q, office, category, standing, without_email }: Query): string {
  const shown = shownOf(standing);
  const said = {
    q: q.trim(),
    office,
    category,
    show: shown === 'member' ? '' : shown,
    without_email: without_email ? '1' : '',
  };
  const search = new URLSearchParams(Object.entries(said).filter(([, value]) => value)).toString();
  return search && `?${search}`;
}
