/** The register searched as somebody types: asked a moment after the last key, and only the latest answer counts. */

import { Failed, type Problem } from '$lib/api/problems';
import type { Found, Member, Query } from './load';

/** Long enough not to ask at every key, short enough not to be waited for. */
export const PAUSE_MS = 180;

/** Asks for a page of those found. */
export type Find = (query: Query, after: string | undefined, signal: AbortSignal) => Promise<Found>;

export class Searching {
  query: Query;
  items = $state.raw<Member[]>([]);
  /** Where the next page begins, null when there is none. */
  next = $state.raw<string | null>(null);
  asking = $state(false);
  problem = $state.raw<Problem>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest: AbortController | undefined;

  /** found: what was found for the query already; asked: told whenever something is asked. */
  constructor(
    query: Query,
    found: Found,
    private readonly find: Find,
    private readonly asked: (query: Query) => void = () => {},
  ) {
    this.query = $state({ ...query });
    this.#take(found);
  }

  /** Look for something else: at once when it was chosen, a moment later when it is being typed. */
  change(part: Partial<Query>, typed = false): void {
    Object.assign(this.query, part);
    clearTimeout(this.#timer);
    this.asking = true;
    this.#timer = setTimeout(() => void this.ask(), typed ? PAUSE_MS : 0);
  }

  /** Ask again, for what is looked for now. */
  async ask(): Promise<void> {
    this.asked($state.snapshot(this.query));
    await this.#ask((found) => this.#take(found));
  }

  /** The next page, below what is there. */
  async more(): Promise<void> {
    if (this.next === null || this.asking) return;
    await this.#ask((found) => {
      this.items = [...this.items, ...found.items];
      this.next = found.next;
    }, this.next);
  }

  /** Ask nothing any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#latest?.abort();
  }

  async #ask(take: (found: Found) => void, after?: string): Promise<void> {
    this.#latest?.abort();
    const mine = (this.#latest = new AbortController());
    this.asking = true;
    try {
      const found = await this.find($state.snapshot(this.query), after, mine.signal);
      if (mine !== this.#latest) return;
      take(found);
      this.problem = undefined;
    } catch (raised) {
      if (mine !== this.#latest || mine.signal.aborted) return;
      if (!(raised instanceof Failed)) throw raised;
      this.problem = raised.problem;
    } finally {
      if (mine === this.#latest) this.asking = false;
    }
  }

  #take(found: Found): void {
    this.items = found.items;
    this.next = found.next;
  }
}
