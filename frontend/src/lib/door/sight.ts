/** What the camera has in sight: a code held before it is presented once, however many frames show it. */

/** A code counts as taken away after so long out of sight, in ms: a hand trembles, focus hunts. */
export const GONE = 2500;

export class Sight {
  #code = '';
  #seen = 0;

  /** Whether this code is newly presented. at: when the frame was taken, in ms. */
  fresh(code: string, at: number): boolean {
    const held = code === this.#code && at - this.#seen < GONE;
    this.#code = code;
    this.#seen = at;
    return !held;
  }
}
