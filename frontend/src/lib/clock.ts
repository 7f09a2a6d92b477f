/** The server's clock, which is the one that counts: a phone's may be wrong, and a rehearsal lives at another time. */

let ahead = 0;

/** Take up the server's time. said: what it answered; asked, answered: when, by this device's clock. */
export function setClock(said: string, asked: number, answered: number): void {
  const theirs = Date.parse(said);
  if (Number.isFinite(theirs)) ahead = theirs - (asked + answered) / 2;
}

/** Now, by the server's clock, in milliseconds. */
export function now(): number {
  return Date.now() + ahead;
}
