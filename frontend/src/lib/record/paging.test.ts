import { expect, it, vi } from 'vitest';
import { Paging, type Page } from './paging.svelte';

/** Numbers from 1 to a last one, two a page. */
const upTo =
  (last: () => number) =>
  async (after?: string): Promise<Page<number>> => {
    const from = Number(after ?? 0);
    const items = [from + 1, from + 2].filter((n) => n <= last());
    return { items, next: from + 2 < last() ? String(from + 2) : null };
  };

it('shows as many pages as before when it looks again, and the first one of something else', async () => {
  vi.useFakeTimers();
  let last = 5;
  const ask = upTo(() => last);
  const paging = new Paging(await ask(), ask);
  await paging.more();
  expect(paging.found.items).toEqual([1, 2, 3, 4]);

  last = 3;
  paging.again(false);
  await vi.advanceTimersByTimeAsync(300);
  expect(paging.found).toEqual({ items: [1, 2, 3], next: null });

  paging.again(true);
  await vi.advanceTimersByTimeAsync(300);
  expect(paging.found).toEqual({ items: [1, 2], next: '2' });
  vi.useRealTimers();
});

it('is not overtaken by an answer to what was asked before', async () => {
  vi.useFakeTimers();
  const answers: ((page: Page<string>) => void)[] = [];
  const ask = () => new Promise<Page<string>>((answer) => answers.push(answer));
  const paging = new Paging<string>({ items: [], next: null }, ask);
  paging.again(true);
  await vi.advanceTimersByTimeAsync(300);
  paging.again(true);
  await vi.advanceTimersByTimeAsync(300);
  answers[0]?.({ items: ['old'], next: null });
  await vi.advanceTimersByTimeAsync(300);
  answers[1]?.({ items: ['new'], next: null });
  await vi.advanceTimersByTimeAsync(0);
  expect(paging.found.items).toEqual(['new']);
  vi.useRealTimers();
});
