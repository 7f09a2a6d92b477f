import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** The source of every screen of assemblies and statutes. */
const source = ['src/routes/office/assemblies', 'src/lib/assemblies']
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
      .filter((name) => !/^(kinds|statuses)\./.test(name) && !new RegExp(`\\.${name.split('.')[1]}\\b`).test(source)),
  );

  expect(unused).toEqual([]);
});

it('puts the names, days and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.statutes.copyOf('CV / SC')).toContain('CV / SC');
    expect(words.statutes.retireTitle('CV / SC')).toContain('CV / SC');
    expect(words.statutes.retired('CV / SC')).toContain('CV / SC');
    expect(words.page.conveneNear(1)).not.toMatch(/\d/);
    expect(words.page.conveneNear(3)).toContain('3');
    expect(words.page.removeTitle('Party')).toContain('Party');
    expect(words.page.removed('Party')).toContain('Party');
    expect(words.rules.withinOf('A')).toContain('A');
    expect(words.roll.from('1 mei 2023')).toContain('1 mei 2023');
    expect(words.roll.settleDetail('1 mei 2023')).toContain('1 mei 2023');
    expect(words.roll.shown('200', '486')).toMatch(/200.*486/);
  }
});
