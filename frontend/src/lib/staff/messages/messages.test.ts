import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** Roles are found by their name rather than spelled out. */
const BY_VALUE = /^(roles|may)\./;

/** The source of every screen of the staff and of second factors. */
const source = ['src/routes/office/staff', 'src/routes/signin/second', 'src/lib/staff']
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

it('puts the names, days and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.list.invited('Ada')).toContain('Ada');
    expect(words.person.withdrawTitle('Ada')).toContain('Ada');
    expect(words.person.resetTitle('Ada')).toContain('Ada');
    expect(words.factors.removeNamed('Firefox')).toContain('Firefox');
    expect(words.factors.used('26 jan')).toContain('26 jan');
    expect(words.factors.left(3)).toContain('3');
    expect(words.recovery.heading('Smart')).toContain('Smart');
  }
});
