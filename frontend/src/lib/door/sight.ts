/** What the camera has in sight: a code held before it is presented once, however many frames show it. */

/** A code counts as taken away after so long out of sight, in ms: a hand trembles, focus hunts. */
export const GONE = 2500;
/** The next code waits so long, in ms, for the answer to the one before to be seen. */
export const CALM = 900;

export class Sight {
  /** When each code in sight was last seen: a party may show several on one screen. */
  readonly #seen = new Map<string, number>();
  #presented = -Infinity;

  /** Whether this code is newly presented. at: when the frame was taken, in ms. */
  fresh(code: string, at: number): boolean {
    for (const [other, last] of this.#seen) if (at - last >= GONE) this.#seen.delete(other);
    const held = this.#seen.has(code);
    if (!held && at - this.#presented < CALM) return false;
    this.#seen.set(code, at);
    if (!held) this.#presented = at;
    return !held;
  }
}
