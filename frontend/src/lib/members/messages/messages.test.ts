import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** The source of every screen of the register. */
const source = ['src/routes/office/members', 'src/lib/members']
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
      .filter((name) => !/^standings\./.test(name) && !new RegExp(`\\.${name.split('.')[1]}\\b`).test(source)),
  );

  expect(unused).toEqual([]);
});

it('puts the names, days and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.list.found(1)).not.toBe(words.list.found(2).replace('2', '1'));
    expect(words.line.left('1 mei 2023')).toContain('1 mei 2023');
    expect(words.membership.leaveTitle('Ada')).toContain('Ada');
    expect(words.membership.gap('2022', '2023')).toMatch(/2022.*2023/);
    expect(words.membership.wasMember('B', '3')).toMatch(/B.*3/);
    expect(words.categories.moved('B', 2)).toMatch(/B.*2/);
    expect(words.form.created('Ada')).toContain('Ada');
  }
});
