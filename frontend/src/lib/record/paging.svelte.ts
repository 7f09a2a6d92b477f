/** A list that is searched as somebody types, paged, and looked at again when something happened. */

import { Trying } from '$lib/trying.svelte';

export interface Page<T> {
  items: T[];
  next: string | null;
}

const PAUSE_MS = 200;

export class Paging<T> {
  found: Page<T> = $state.raw({ items: [], next: null });
  readonly trying = new Trying();
  #pages = 1;
  #round = 0;

  constructor(
    first: Page<T>,
    private readonly ask: (after?: string) => Promise<Page<T>>,
  ) {
    this.found = first;
  }

  /** Look again in a moment: as many pages as are shown, or the first one when something else is sought. */
  again(anew: boolean): () => void {
    const round = ++this.#round;
    if (anew) this.#pages = 1;
    const timer = setTimeout(() => void this.#look(round), PAUSE_MS);
    return () => clearTimeout(timer);
  }

  /** The next page, below what is there. */
  more(): Promise<boolean> {
    return this.trying.run(async () => {
      if (this.found.next === null) return;
      const page = await this.ask(this.found.next);
      this.#pages += 1;
      this.found = { items: [...this.found.items, ...page.items], next: page.next };
    });
  }

  async #look(round: number): Promise<void> {
    if (round !== this.#round) return;
    if (this.trying.busy) {
      setTimeout(() => void this.#look(round), PAUSE_MS);
      return;
    }
    await this.trying.run(async () => {
      let found: Page<T> = { items: [], next: null };
      for (let n = 0; n < this.#pages && (n === 0 || found.next !== null); n++) {
        const page = await this.ask(found.next ?? undefined);
        found = { items: [...found.items, ...page.items], next: page.next };
      }
      if (round === this.#round) this.found = found;
    });
  }
}
