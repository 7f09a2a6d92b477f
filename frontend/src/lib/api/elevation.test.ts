import { expect, it, vi } from 'vitest';
import { elevated, waiting } from './elevation.svelte';
import { Failed } from './problems';

const refusal = (slug: string) =>
  new Failed({ slug, status: 403, title: 'Confirm', detail: 'Give your second factor.', fields: {} });

it('What is not grave asks for nothing.', async () => {
  expect(await elevated(() => Promise.resolve(7))).toBe(7);
  await expect(elevated(() => Promise.reject(refusal('not-allowed')))).rejects.toThrow('Give');
  expect(waiting()).toBeNull();
});

it('What is grave is done once the second factor was given.', async () => {
  const act = vi.fn().mockRejectedValueOnce(refusal('needs-elevation')).mockResolvedValueOnce('done');

  const doing = elevated(act);
  await vi.waitFor(() => expect(waiting()).not.toBeNull());
  waiting()!.given();

  expect(await doing).toBe('done');
  expect(act).toHaveBeenCalledTimes(2);
  expect(waiting()).toBeNull();
});

it('Who leaves it reads what the server said, and nothing is done.', async () => {
  const act = vi.fn().mockRejectedValue(refusal('needs-elevation'));

  const doing = elevated(act);
  await vi.waitFor(() => expect(waiting()).not.toBeNull());
  waiting()!.left();

  await expect(doing).rejects.toThrow('Give');
  expect(act).toHaveBeenCalledTimes(1);
});

it('Two who ask at once wait for one answer.', async () => {
  const acts = [1, 2].map((n) => vi.fn().mockRejectedValueOnce(refusal('needs-elevation')).mockResolvedValueOnce(n));

  const doing = Promise.all(acts.map((act) => elevated(act)));
  await vi.waitFor(() => expect(waiting()).not.toBeNull());
  await Promise.resolve();
  waiting()!.given();

  expect(await doing).toEqual([1, 2]);
});
