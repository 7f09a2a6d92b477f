/** Choices not sent yet, kept in the tab so that a reload or somebody else's doing loses none. */

import type { Choice } from './asking';

const name = (poll: number) => `vote-${poll}`;

export function kept(poll: number): Record<string, Choice> {
  try {
    return JSON.parse(sessionStorage.getItem(name(poll)) ?? '{}') as Record<string, Choice>;
  } catch {
    return {};
  }
}

export function keep(poll: number, drafts: Record<string, Choice>): void {
  try {
    sessionStorage.setItem(name(poll), JSON.stringify(drafts));
  } catch {
    // Storage may be refused (private windows): the choices then last as long as the page.
  }
}

export function forget(poll: number): void {
  try {
    sessionStorage.removeItem(name(poll));
  } catch {
    // As above.
  }
}
