import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

/** What is kept, and what stays in a browser, are found by their name rather than spelled out. */
const BY_VALUE = /^(kinds|browser|mails|seats)\./;

const FOLDERS = ['src/lib/privacy', 'src/routes/privacy', 'src/routes/me/data', 'src/routes/me/details'].concat([
  'src/routes/me/address',
  'src/routes/registrations/[id]/data',
  'src/routes/office/members/erasures',
]);

/** The source of every screen about what is held of people. */
const source = FOLDERS.flatMap((folder) => readdirSync(folder, { withFileTypes: true, recursive: true }))
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
      .filter((name) => !BY_VALUE.test(name) && !new RegExp(`\\.${name.split('.')[1]}\\b`).test(source)),
  );

  expect(unused).toEqual([]);
});

it('knows the same browser storage in every language', () => {
  for (const words of [nl, fr, de]) expect(Object.keys(words.browser)).toEqual(Object.keys(en.browser));
});
