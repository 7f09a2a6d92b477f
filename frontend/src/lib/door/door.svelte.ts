/** A door at work: what was shown, what is answered, who is in, and what the network still owes. */

import { now } from '$lib/config.svelte';
import { endedBy, packOf, send } from './asking';
import { readyKeys, type Keys } from './codes';
import { shelfOf } from './kept';
import { counted, merged, opinion, type Pack, type People, type Person, type Reason } from './pack';
import { Posting, type NewScan, type Verdict } from './posting';
import { tell, type Tone } from './sounds';

export type Direction = 'in' | 'out';

/** One answer as the screen shows it. */
export interface Shown {
  scan_id: string;
  /** checking: the server has not said yet, and there is still hope that it will at once. */
  tone: Tone | 'checking';
  reason: Reason | null;
  name: string | null;
  party_size: number;
  /** Whether the browser checked the signature itself. */
  proven: boolean;
  first_admitted_at: string | null;
  first_gate: string | null;
  at: number;
  /** In the server's words, when it will not judge the scan at all. */
  detail?: string;
}

/** How long an answer stays: long enough to read, and a refusal has more to say. */
const STAYS: Record<Tone, number> = { admitted: 2000, left: 2000, unsure: 3000, refused: 4000 };
/** When no answer after this long, the lane goes on without. */
const HOPE = 1500;
const LATEST = 20;

export class Door {
  direction = $state<Direction>('in');
  audible = $state(true);
  /** What fills the screen; nothing while scanning. */
  shown = $state.raw<Shown>();
  latest = $state.raw<Shown[]>([]);
  /** Refusals that arrived after their people had passed. */
  late = $state.raw<Shown[]>([]);
  waiting = $state(0);
  why = $state<'network' | 'signed_out'>();
  /** Somebody ended this device, or its time is over: nothing it scans is taken any more. */
  ended = $state(false);
  people = $state.raw<People>(new Map());
  counts = $derived(counted(this.people));

  /** The scan that the screen is about. */
  #current = '';
  /** The tickets that codes under way proved to be. */
  readonly #tickets = new Map<string, number>();
  readonly #posting: Posting;
  #keys: Keys | undefined;
  #cursor: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly pack: Pack,
    readonly gate: string,
  ) {
    this.people = merged(new Map(), pack);
    this.#cursor = pack.cursor;
    this.#posting = new Posting(shelfOf(pack.event.slug), {
      send,
      onVerdict: (verdict, scan) => this.#judged(verdict, scan),
      onRefused: (detail, scan) => this.#answer({ ...this.#draft(scan), tone: 'refused', detail }),
      onWaiting: (count, why) => {
        this.waiting = count;
        this.why = why;
        if (why && this.shown?.tone === 'checking') this.#answer({ ...this.shown, tone: 'unsure' });
      },
    });
  }

  /** Begin: make the keys ready, send what an earlier visit could not. */
  async open(): Promise<void> {
    await this.#learn(this.pack);
    this.#posting.flush();
  }

  /** A code was shown, in one reading or several. */
  async present(texts: readonly string[]): Promise<void> {
    const at = now().getTime();
    const said = await opinion(texts, this.#keys, this.pack.top_id, at);
    const scan = this.#scan(at, { code: said.text });
    if (said.good) this.#tickets.set(scan.scan_id, said.good.ticket);
    this.#check(this.#draft(scan));
    if (said.refused) this.#answer({ ...this.#draft(scan), tone: 'refused', reason: said.refused });
    this.#posting.add(scan);
    if (!said.refused && !said.good) void this.refresh(true);
  }

  /** A person found by name passes. */
  pass(person: Person): void {
    const scan = this.#scan(now().getTime(), { ticket: person.id });
    this.#check(this.#draft(scan));
    this.#posting.add(scan);
  }

  /** Back to scanning. */
  next(): void {
    clearTimeout(this.#timer);
    this.#current = '';
    this.shown = undefined;
  }

  /** Try again what waits. */
  retry(): void {
    this.#posting.flush();
  }

  forgetLate(): void {
    this.late = [];
  }

  /** Learn what other gates did; whole: the keys too. No answer leaves what is known. */
  async refresh(whole = false): Promise<void> {
    const pack = await packOf(this.pack.event.slug, whole ? undefined : this.#cursor).catch((error: unknown) => {
      if (endedBy(error)) this.ended = true;
    });
    if (!pack) return;
    this.ended = false;
    this.people = merged(whole ? new Map() : this.people, pack);
    this.#cursor = pack.cursor;
    if (whole) await this.#learn(pack);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#posting.stop();
  }

  async #learn(pack: Pack): Promise<void> {
    // A browser without Ed25519 leaves the judging to the server.
    this.#keys = await readyKeys(pack.keys).catch(() => undefined);
  }

  #scan(at: number, shown: Pick<NewScan, 'code' | 'ticket'>): NewScan {
    return {
      scan_id: crypto.randomUUID(),
      event: this.pack.event.slug,
      gate: this.gate,
      direction: this.direction,
      scanned_at: new Date(at).toISOString(),
      ...shown,
    };
  }

  #draft(scan: NewScan): Shown {
    const person = this.people.get(this.#tickets.get(scan.scan_id) ?? scan.ticket ?? -1);
    return {
      scan_id: scan.scan_id,
      tone: 'checking',
      reason: null,
      name: person?.name ?? null,
      party_size: person?.party_size ?? 1,
      proven: this.#tickets.has(scan.scan_id),
      first_admitted_at: person?.first_admitted_at ?? null,
      first_gate: person?.gate ?? null,
      at: Date.parse(scan.scanned_at ?? ''),
    };
  }

  #check(draft: Shown): void {
    clearTimeout(this.#timer);
    this.#current = draft.scan_id;
    this.shown = draft;
    this.#timer = setTimeout(() => this.#answer({ ...draft, tone: 'unsure' }), HOPE);
  }

  #judged(verdict: Verdict, scan: NewScan): void {
    const { first_admitted_at, first_gate, reason } = verdict;
    const draft = this.#draft(scan);
    this.#answer({
      ...draft,
      tone: verdict.verdict,
      reason,
      name: verdict.name ?? draft.name,
      first_admitted_at,
      first_gate,
    });
    const person = this.people.get(this.#tickets.get(scan.scan_id) ?? scan.ticket ?? -1);
    this.#tickets.delete(scan.scan_id);
    if (!person || verdict.verdict === 'refused') return;
    const inside = verdict.verdict === 'admitted';
    this.people = new Map(this.people).set(person.id, { ...person, inside, first_admitted_at, gate: first_gate });
  }

  /** Show an answer, or correct the one given before for the same scan. */
  #answer(answer: Shown & { tone: Tone }): void {
    const before = this.latest.find(({ scan_id }) => scan_id === answer.scan_id);
    const others = this.latest.filter((one) => one !== before);
    this.latest = [answer, ...others].sort((a, b) => b.at - a.at).slice(0, LATEST);
    const changed = before?.tone !== answer.tone;
    if (answer.scan_id !== this.#current) {
      if (changed && answer.tone === 'refused') this.late = [answer, ...this.late];
      return;
    }
    this.shown = answer;
    if (!changed) return;
    tell(answer.tone, this.audible);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.next(), STAYS[answer.tone]);
  }
}
