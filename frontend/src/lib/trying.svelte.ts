/** One thing at a time that may be refused: whether it is under way, and the problem it met. */

import { Failed, type Problem } from '$lib/api/problems';

export class Trying {
  busy = $state(false);
  problem = $state<Problem>();

  /** Do it, unless something is under way; whether it went well. */
  async run(act: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = undefined;
    try {
      await act();
      return true;
    } catch (raised) {
      if (!(raised instanceof Failed)) throw raised;
      this.problem = raised.problem;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
