import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

it('Every dialog has what leaves all as it is first, and what has consequences last', () => {
  const files = readdirSync('src', { withFileTypes: true, recursive: true })
    .filter((file) => file.name.endsWith('.svelte'))
    .map((file) => `${file.parentPath}/${file.name}`);
  const feet = files.flatMap((path) =>
    [...readFileSync(path, 'utf-8').matchAll(/\{#snippet actions\(\)\}([^]*?)\{\/snippet\}/g)].map((found) => ({
      path,
      buttons: found[1]!.split('<button').slice(1),
    })),
  );
  const wrong = feet.filter(({ buttons }) => buttons.slice(0, -1).some((one) => one.includes('danger')));

  expect(feet.length).toBeGreaterThan(5);
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
