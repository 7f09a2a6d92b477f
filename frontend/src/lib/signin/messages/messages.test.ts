import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

/** How somebody signed in is found by its name rather than spelled out. */
const BY_VALUE = /^logins\.via$/;

/** The source of every screen of signing in. */
const source = ['src/routes/signin', 'src/lib/signin']
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
      .filter((name) => !BY_VALUE.test(name) && !new RegExp(`\\.${name.split('.')[1]}\\b`).test(source)),
  );

  expect(unused).toEqual([]);
});

it('puts the names and addresses it is given into the sentence', () => {
  for (const words of [nl, fr, en, de]) {
    expect(words.waiting.sent('ada@example.org')).toContain('ada@example.org');
    expect(words.waiting.hint(6)).toContain('6');
    expect(words.logins.endNamed('Firefox', '3 mei')).toMatch(/Firefox.*3 mei/);
    expect(words.choices.choose('Chloé')).toContain('Chloé');
  }
});
