import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { follow, type Line } from './live';

/** An EventSource whose server is the test. */
class Source extends EventTarget {
  static all: Source[] = [];
  readyState = 0;
  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  say(kind: string) {
    if (kind === 'open') this.readyState = 1;
    this.dispatchEvent(new Event(kind));
  }
  close() {
    this.readyState = 2;
  }
}

const last = () => Source.all.at(-1)!;

function watch(answers = true) {
  const look = vi.fn(async () => answers);
  const heard: Line[] = [];
  const source = (url: string) => new Source(url) as unknown as EventSource;
  const stop = follow('/live', { look, online: (line) => heard.push(line), source });
  return { look, heard, stop };
}

describe('following an event', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    Source.all = [];
  });
  afterEach(() => vi.useRealTimers());

  it('looks at once, and again after each change', async () => {
    const { look, heard, stop } = watch();
    last().say('open');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(look).toHaveBeenCalledTimes(1);

    last().say('changed');
    await vi.advanceTimersByTimeAsync(0);

    expect(look).toHaveBeenCalledTimes(2);
    expect(heard.at(-1)).toBe('live');
    stop();
  });

  it('looks twice, not a hundred times, when a door is busy', async () => {
    const { look, stop } = watch();
    last().say('open');
    for (let scan = 0; scan < 100; scan += 1) last().say('changed');
    await vi.advanceTimersByTimeAsync(2_000);

    expect(look).toHaveBeenCalledTimes(2);
    stop();
  });

  it('looks every few seconds while the line is refused, and tries it again', async () => {
    const { look, heard, stop } = watch();
    last().readyState = 2;
    await vi.advanceTimersByTimeAsync(11_000);

    expect(look.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(heard).not.toContain('live');
    expect(Source.all.length).toBeGreaterThanOrEqual(2);
    stop();
  });

  it('trusts no line that has been silent for long', async () => {
    const { heard, stop } = watch();
    last().say('open');
    await vi.advanceTimersByTimeAsync(40_000);
    last().say('still-here');
    await vi.advanceTimersByTimeAsync(40_000);
    expect(Source.all).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(10_000);

    expect(Source.all.length).toBeGreaterThan(1);
    expect(heard.at(-1)).toBe('polling');
    stop();
  });

  it('says when no answer comes, and is quiet once stopped', async () => {
    const { look, heard, stop } = watch(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(heard).toEqual(['offline']);

    stop();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(look).toHaveBeenCalledTimes(1);
    expect(last().readyState).toBe(2);
  });
});
