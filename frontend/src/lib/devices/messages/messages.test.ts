import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

/** What ending something does is found by its kind. */
const BY_VALUE = /^end\.(bearer|link|device)$/;

/** The source of every screen about devices. */
const source = ['src/routes/office', 'src/routes/enrol', 'src/lib/devices']
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

it('puts the names and times it is given into the sentence', () => {
  for (const words of [nl, fr, en, de]) {
    expect(words.end.title('Ledger')).toContain('Ledger');
    expect(words.enrol.left('14:59')).toContain('14:59');
    expect(words.make.made('Ledger')).toContain('Ledger');
  }
});
