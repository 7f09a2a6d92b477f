/** What is chosen and not sent yet, kept in the tab so that a reload or somebody else's doing loses none. */

const name = (poll: number) => `vote-${poll}`;

export function kept<Draft extends object>(poll: number): Partial<Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(name(poll)) ?? '{}') as Partial<Draft>;
  } catch {
    return {};
  }
}

export function keep(poll: number, draft: object): void {
  try {
    sessionStorage.setItem(name(poll), JSON.stringify(draft));
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
