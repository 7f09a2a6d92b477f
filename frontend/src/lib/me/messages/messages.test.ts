import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

/** The source of every screen of one's own page. */
const source = ['src/routes/me', 'src/lib/me']
  .flatMap((folder) => readdirSync(folder, { withFileTypes: true, recursive: true }))
  .filter((file) => file.isFile() && /\.(svelte|ts)$/.test(file.name) && !file.parentPath.endsWith('messages'))
  .map((file) => readFileSync(`${file.parentPath}/${file.name}`, 'utf-8'))
  .join('\n');

it('has no empty words', () => {
  expect([nl, fr, en, de].flatMap((words) => JSON.stringify(words).match(/:""/g) ?? [])).toEqual([]);
});

it('says something on every screen: no words are left over', () => {
  const unused = Object.entries(en).flatMap(([group, words]) =>
    Object.keys(words)
      .map((key) => `${group}.${key}`)
      .filter((name) => !new RegExp(`\\.${name.split('.')[1]}\\b`).test(source)),
  );

  expect(unused).toEqual([]);
});
