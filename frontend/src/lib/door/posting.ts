/**
 * Scans on their way to the server. Each has an id of its own, so sending it again is harmless: it is kept, through a
 * reload too, and sent until it is answered.
 */

import type { components } from '$lib/api/schema';

export type NewScan = components['schemas']['NewScan'];
export type Verdict = components['schemas']['VerdictOut'];

/** What became of a sending: verdicts; a refusal of the whole, which will not change; or no answer yet. */
export type Answer = { verdicts: Verdict[] } | { refused: string } | { later: 'network' | 'signed_out' };

export interface Shelf {
  load(): NewScan[];
  save(scans: NewScan[]): void;
}

interface Listening {
  send(scans: NewScan[]): Promise<Answer>;
  onVerdict(verdict: Verdict, scan: NewScan): void;
  /** The server will never judge this scan; detail says why. */
  onRefused(detail: string, scan: NewScan): void;
  /** Something is unanswered, or no longer. why: nothing when all is well. */
  onWaiting(count: number, why: 'network' | 'signed_out' | undefined): void;
}

const BATCH = 100;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

export class Posting {
  #waiting: NewScan[];
  #sending = false;
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #single = false;

  constructor(
    readonly shelf: Shelf,
    readonly listening: Listening,
  ) {
    this.#waiting = shelf.load();
  }

  /** Send this scan, now and until it is answered. */
  add(scan: NewScan): void {
    this.#change([...this.#waiting, scan]);
    this.flush();
  }

  /** Send what waits, at once: the network is back, or somebody signed in again. */
  flush(): void {
    clearTimeout(this.#timer);
    if (!this.#sending) void this.#sendAll();
  }

  /** Stop sending; what waits stays on the shelf. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  async #sendAll(): Promise<void> {
    this.#sending = true;
    try {
      while (this.#waiting.length) {
        const batch = this.#waiting.slice(0, this.#single ? 1 : BATCH);
        const answer = await this.listening.send(batch);
        if ('later' in answer) return this.#rest(answer.later);
        this.#pause = FIRST_PAUSE;
        if ('verdicts' in answer) this.#settle(batch, answer.verdicts);
        else this.#refuse(batch, answer.refused);
      }
      this.listening.onWaiting(0, undefined);
    } finally {
      this.#sending = false;
    }
  }

  #rest(why: 'network' | 'signed_out'): void {
    this.listening.onWaiting(this.#waiting.length, why);
    if (!this.#waiting.length) return;
    this.#timer = setTimeout(() => this.flush(), this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }

  #settle(batch: NewScan[], verdicts: Verdict[]): void {
    const answered = new Map(verdicts.map((verdict) => [verdict.scan_id, verdict]));
    this.#change(this.#waiting.filter((scan) => !batch.includes(scan)));
    for (const scan of batch) {
      const verdict = answered.get(scan.scan_id);
      if (verdict) this.listening.onVerdict(verdict, scan);
    }
  }

  /** One scan spoils a batch: they go one by one until it is found. */
  #refuse(batch: NewScan[], detail: string): void {
    this.#single = batch.length > 1;
    if (this.#single) return;
    this.#change(this.#waiting.filter((scan) => !batch.includes(scan)));
    for (const scan of batch) this.listening.onRefused(detail, scan);
  }

  #change(waiting: NewScan[]): void {
    this.#waiting = waiting;
    this.shelf.save(waiting);
  }
}
