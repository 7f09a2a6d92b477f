import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failed } from '$lib/api/problems';
import type { Found, Query } from './load';
import { PAUSE_MS, Searching, type Find } from './searching.svelte';

const QUERY: Query = { q: '', office: '', category: '', standing: '' };
const NOBODY: Found = { items: [], next: null };
const OFFLINE = new Failed({ slug: 'offline', status: 0, title: 'No connection', detail: '', fields: {} });

/** A server that answers with what was asked for, as late as it is told, one more page at most. */
function server(waits: Record<string, number> = {}) {
  const find = vi.fn<Find>(async ({ q }, after, signal) => {
    await new Promise((done, stop) => {
      setTimeout(done, waits[q] ?? 0);
      signal.addEventListener('abort', () => stop(new DOMException('stopped', 'AbortError')));
    });
    return { items: [{ name: after ? `${q} again` : q }], next: after ? null : 'there' } as Found;
  });
  return { find, asked: () => find.mock.calls.map(([query, after]) => [query.q, after]) };
}

const names = (search: Searching) => search.items.map((one) => one.name);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Searching the register', () => {
  it('asks once for what was typed in one go', async () => {
    const { find, asked } = server();
    const told = vi.fn();
    const search = new Searching(QUERY, NOBODY, find, told);

    for (const q of ['a', 'ad', 'ada']) {
      search.change({ q }, true);
      await vi.advanceTimersByTimeAsync(PAUSE_MS / 2);
    }
    await vi.advanceTimersByTimeAsync(PAUSE_MS);

    expect(asked()).toEqual([['ada', undefined]]);
    expect(told).toHaveBeenCalledExactlyOnceWith({ ...QUERY, q: 'ada' });
    expect(names(search)).toEqual(['ada']);
    expect(search.asking).toBe(false);
  });

  it('shows the answer to the last question, whichever comes last', async () => {
    const search = new Searching(QUERY, NOBODY, server({ slow: 1000 }).find);

    search.change({ q: 'slow' });
    await vi.advanceTimersByTimeAsync(10);
    search.change({ q: 'quick' });
    await vi.advanceTimersByTimeAsync(2000);

    expect(names(search)).toEqual(['quick']);
    expect(search.problem).toBeUndefined();
  });

  it('reads on below what is there, to the end', async () => {
    const { find, asked } = server();
    const search = new Searching(QUERY, NOBODY, find);
    search.change({ q: 'a' });
    await vi.advanceTimersByTimeAsync(10);

    await Promise.all([search.more(), vi.advanceTimersByTimeAsync(10)]);
    await search.more();

    expect(names(search)).toEqual(['a', 'a again']);
    expect(asked()).toEqual([
      ['a', undefined],
      ['a', 'there'],
    ]);
  });

  it('keeps what was found when an answer does not come, and says so', async () => {
    const { find } = server();
    const search = new Searching(QUERY, NOBODY, find);
    search.change({ q: 'ada' });
    await vi.advanceTimersByTimeAsync(10);

    find.mockRejectedValueOnce(OFFLINE);
    search.change({ q: 'bram' });
    await vi.advanceTimersByTimeAsync(10);

    expect(search.problem?.slug).toBe('offline');
    expect(names(search)).toEqual(['ada']);
    await Promise.all([search.ask(), vi.advanceTimersByTimeAsync(10)]);
    expect(search.problem).toBeUndefined();
    expect(names(search)).toEqual(['bram']);
  });

  it('asks nothing any more once it is left', async () => {
    const { find, asked } = server();
    const search = new Searching(QUERY, NOBODY, find);

    search.change({ q: 'ada' }, true);
    search.stop();
    await vi.advanceTimersByTimeAsync(2 * PAUSE_MS);

    expect(asked()).toEqual([]);
  });
});
