/** Hearing of changes at an event: by server-sent events, and by looking every few seconds while those fail. */

export type Line = 'live' | 'polling' | 'offline';

export interface Options {
  /** Fetch again; false when no answer came. */
  look: () => Promise<boolean>;
  /** Told how changes are heard of now. */
  online: (line: Line) => void;
  source?: (url: string) => EventSource;
}

const POLL_MS = 5_000;
/** The server beats every 20 seconds: after this long the line is dead, whatever the browser thinks. */
const SILENCE_MS = 45_000;
/** A busy door changes many times a second; looking this often is enough. */
const REST_MS = 1_500;

/** Look now and after every change until stopped. */
export function follow(url: string, { look, online, source = (at) => new EventSource(at) }: Options): () => void {
  let line: EventSource | undefined;
  let heardAt = 0;
  let looking = false;
  let again = false;
  let stopped = false;
  /** While the first line is still being made, nothing is said of how changes are heard. */
  let opening = true;

  async function lookSoon(): Promise<void> {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    const answered = await look();
    if (stopped) return;
    if (!answered || !opening) online(!answered ? 'offline' : alive() ? 'live' : 'polling');
    setTimeout(() => {
      looking = false;
      if (again && !stopped) void lookSoon();
      again = false;
    }, REST_MS);
  }

  function alive(): boolean {
    return line?.readyState === 1 && Date.now() - heardAt < SILENCE_MS;
  }

  function connect(): void {
    line?.close();
    line = source(url);
    const heard = () => (heardAt = Date.now());
    line.addEventListener('open', () => {
      heard();
      opening = false;
      online('live');
    });
    line.addEventListener('still-here', heard);
    line.addEventListener('changed', () => {
      heard();
      void lookSoon();
    });
  }

  /** A browser reconnects by itself after a lost line, never after a refusal (2 is closed). */
  function check(): void {
    if (alive()) return;
    opening = false;
    void lookSoon();
    if (line?.readyState === 2 || (line?.readyState === 1 && Date.now() - heardAt >= SILENCE_MS)) connect();
  }

  connect();
  void lookSoon();
  const timer = setInterval(check, POLL_MS);
  return () => {
    stopped = true;
    clearInterval(timer);
    line?.close();
  };
}
