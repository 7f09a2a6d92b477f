/** Following a sitting: its parts as the server tells them, its clock, and whether the line is alive. */

import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];
export type Seen = Schemas['Seen'];
export type Sitting = Schemas['SittingOut'];
export type Speaker = Schemas['SpeakerNow'];
export type Quorum = Schemas['QuorumSeen'];
export type ItemLine = Schemas['ItemLine'];
export type Line = 'opening' | 'live' | 'lost';

const PARTS = ['sitting', 'presence', 'quorum', 'topics', 'polls', 'agenda', 'work'] as const;
/** The server says every 20 seconds what time it is: after this long the line is dead, whatever the browser thinks. */
const SILENCE_MS = 45_000;
const LOOK_MS = 5_000;
/** Pages that lost their line together come back one after the other. */
const PAUSE_MS = [500, 3_000] as const;
const LONGEST_MS = 30_000;

export interface Options {
  view: 'desk' | 'member' | 'projector';
  code?: string;
  source?: (url: string) => EventSource;
}

export class Following {
  line = $state<Line>('opening');
  sitting = $state.raw<Sitting>();
  presence = $state.raw<Schemas['PresenceOut']>();
  quorum = $state.raw<Schemas['QuorumSeen']>();
  work = $state.raw<Schemas['WorkOut']>();
  agenda = $state.raw<ItemLine[]>([]);
  polls = $state.raw<Schemas['PollSeen'][]>([]);
  /** Another one: the topics are to be fetched again. */
  topics = $state('');
  /** The server's clock, four times a second. */
  now = $state(Date.now());

  #ahead = 0;
  #last = '';
  #heardAt = 0;
  #failures = 0;
  #stream: EventSource | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #url: string;
  readonly #open: (url: string) => EventSource;

  constructor(slug: string, { view, code = '', source = (url) => new EventSource(url) }: Options) {
    this.#url = `/api/assemblies/${encodeURIComponent(slug)}/live?view=${view}&code=${encodeURIComponent(code)}`;
    this.#open = source;
  }

  /** Follow until what this gives is called. */
  start(): () => void {
    this.#connect();
    const ticking = setInterval(() => (this.now = Date.now() + this.#ahead), 250);
    const looking = setInterval(() => this.#check(), LOOK_MS);
    return () => {
      clearInterval(ticking);
      clearInterval(looking);
      clearTimeout(this.#again);
      this.#stream?.close();
    };
  }

  /** Take up what the server answered to a move, before the stream tells it. */
  take(seen: Seen): void {
    if (this.sitting && seen.sitting.version < this.sitting.version) return;
    this.sitting = seen.sitting;
    if (seen.presence) this.presence = seen.presence;
    if (seen.quorum) this.quorum = seen.quorum;
    this.polls = seen.polls;
    if (seen.work) this.work = seen.work;
    if (seen.agenda) this.agenda = seen.agenda;
  }

  #connect(): void {
    this.#stream?.close();
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#heardAt = Date.now();
    const stream = this.#open(`${this.#url}&last=${this.#last}`);
    this.#stream = stream;
    stream.addEventListener('clock', (event) => {
      this.#ahead = Date.parse((event as MessageEvent<string>).data) - Date.now();
      this.#heard(event);
    });
    for (const part of PARTS) stream.addEventListener(part, (event) => this.#told(part, event as MessageEvent<string>));
    stream.addEventListener('error', () => {
      // The server ends a stream now and then; that is no loss while the next one opens at once.
      if (stream.readyState === 2) this.#lost();
    });
  }

  #told(part: (typeof PARTS)[number], event: MessageEvent<string>): void {
    this.#heard(event);
    const said: unknown = JSON.parse(event.data);
    if (part === 'sitting') this.sitting = said as Sitting;
    else if (part === 'presence') this.presence = said as Schemas['PresenceOut'];
    else if (part === 'quorum') this.quorum = said as Schemas['QuorumSeen'];
    else if (part === 'work') this.work = said as Schemas['WorkOut'];
    else if (part === 'polls') this.polls = said as Schemas['PollSeen'][];
    else if (part === 'agenda') this.agenda = said as ItemLine[];
    else this.topics = said as string;
  }

  #heard(event: Event): void {
    this.#heardAt = Date.now();
    this.#failures = 0;
    this.#last = (event as MessageEvent<string>).lastEventId || this.#last;
    this.line = 'live';
  }

  /** A browser connects again by itself after a lost line, never after a refusal. */
  #check(): void {
    if (Date.now() - this.#heardAt > SILENCE_MS) this.#lost();
    else if (this.#stream?.readyState === 0 && Date.now() - this.#heardAt > LOOK_MS) this.line = 'lost';
  }

  #lost(): void {
    if (this.#again !== undefined) return;
    this.line = 'lost';
    const [least, most] = PAUSE_MS;
    const pause = (least + Math.random() * (most - least)) * 2 ** this.#failures;
    this.#failures += 1;
    this.#again = setTimeout(() => this.#connect(), Math.min(pause, LONGEST_MS));
  }
}
