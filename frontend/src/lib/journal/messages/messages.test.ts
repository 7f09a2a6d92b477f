import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** Words found by what the journal holds rather than spelled out. */
const BY_VALUE = /^(kinds|actors|facts|values|own|deeds)\./;

/** The source of every screen of the journal. */
const source = ['src/routes/office/journal', 'src/lib/journal']
  .flatMap((folder) => readdirSync(folder, { withFileTypes: true, recursive: true }))
  .filter((file) => file.isFile() && /\.(svelte|ts)$/.test(file.name) && !file.parentPath.endsWith('messages'))
  .map((file) => readFileSync(`${file.parentPath}/${file.name}`, 'utf-8'))
  .join('\n');

it('has no empty words', () => {
  expect(languages.flatMap((words) => JSON.stringify(words).match(/:""/g) ?? [])).toEqual([]);
});

it('says something on every screen: no words are left over', () => {
  const unused = Object.entries(en).flatMap(([group, words]) =>
    Object.keys(words)
      .map((key) => `${group}.${key}`)
      .filter((name) => !BY_VALUE.test(name) && !new RegExp(`\\.${name.split('.')[1]}\\b`).test(source)),
  );

  expect(unused).toEqual([]);
});

it('tells each deed with the same names in every language, in a sentence', () => {
  for (const group of ['deeds', 'own'] as const) {
    for (const [deed, told] of Object.entries<string>(en[group])) {
      const names = told.match(/\{\w+\}/g)?.toSorted();
      for (const words of languages) {
        const said = (words[group] as Record<string, string>)[deed]!;
        expect(said.match(/\{\w+\}/g)?.toSorted(), said).toEqual(names);
        expect(said).toMatch(/\.$/);
      }
    }
  }
});
