import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Following, type Seen } from './following.svelte';

class Line extends EventTarget {
  static all: Line[] = [];
  readyState = 1;
  closed = false;

  constructor(readonly url: string) {
    super();
    Line.all.push(this);
  }

  close() {
    this.closed = true;
  }

  tell(part: string, data: unknown, lastEventId = '') {
    const text = typeof data === 'string' && part === 'clock' ? data : JSON.stringify(data);
    this.dispatchEvent(new MessageEvent(part, { data: text, lastEventId }));
  }

  fail() {
    this.readyState = 2;
    this.dispatchEvent(new Event('error'));
  }
}

const source = (url: string) => new Line(url) as unknown as EventSource;
const sitting = (version: number) => ({ version, phase: 'open' }) as Seen['sitting'];

beforeEach(() => {
  vi.useFakeTimers();
  Line.all = [];
});
afterEach(() => vi.useRealTimers());

it('keeps the latest of each part, and the clock of the server', () => {
  const following = new Following('party', { view: 'desk', source });
  const stop = following.start();
  const [line] = Line.all;
  line!.tell('clock', new Date(Date.now() + 60_000).toISOString());
  line!.tell('sitting', sitting(1));
  line!.tell('sitting', sitting(2), 'mark');
  vi.advanceTimersByTime(300);

  expect(following.sitting?.version).toBe(2);
  expect(following.line).toBe('live');
  expect(following.now - Date.now()).toBeGreaterThan(59_000);
  stop();
  expect(line!.closed).toBe(true);
});

it('comes back after a refusal, later each time, and says what it saw last', () => {
  const following = new Following('party', { view: 'member', source });
  const stop = following.start();
  Line.all[0]!.tell('sitting', sitting(1), 'mark');
  Line.all[0]!.fail();
  expect(following.line).toBe('lost');
  vi.advanceTimersByTime(3_000);

  expect(Line.all).toHaveLength(2);
  expect(Line.all[1]!.url).toContain('last=mark');
  Line.all[1]!.fail();
  vi.advanceTimersByTime(900);
  expect(Line.all).toHaveLength(2);
  vi.advanceTimersByTime(6_000);
  expect(Line.all).toHaveLength(3);
  stop();
});

it('does not wait for a line that says nothing any more', () => {
  const following = new Following('party', { view: 'member', source });
  const stop = following.start();
  Line.all[0]!.tell('sitting', sitting(1));
  vi.advanceTimersByTime(60_000);

  expect(Line.all.length).toBeGreaterThan(1);
  stop();
});

it('takes no answer that is older than what the stream told', () => {
  const following = new Following('party', { view: 'desk', source });
  const stop = following.start();
  Line.all[0]!.tell('sitting', sitting(5));
  following.take({ sitting: sitting(4) } as Seen);
  expect(following.sitting?.version).toBe(5);
  following.take({ sitting: sitting(6), presence: { room: 1, online: 2 }, topics: '' } as Seen);

  expect([following.sitting?.version, following.presence?.room]).toEqual([6, 1]);
  stop();
});
