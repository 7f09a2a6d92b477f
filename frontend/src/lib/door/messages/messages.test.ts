import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** Words found by a value rather than spelled out: `reasons[reason]`. */
const BY_VALUE: Record<string, RegExp> = {
  reasons: /./,
  camera: /./,
  verdict: /^(admitted|left|refused|unsure|checking)$/,
  scan: /^(in|out)$/,
};

/** The source of every screen of the door. */
const source = ['src/routes/door', 'src/lib/door']
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
      .filter((key) => !BY_VALUE[group]?.test(key) && !new RegExp(`\\.${key}\\b`).test(source))
      .map((key) => `${group}.${key}`),
  );

  expect(unused).toEqual([]);
});

it('puts the names, gates and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.verdict.first('18:04', 'Gate A')).toMatch(/18:04.*Gate A/);
    expect(words.counts.arrived('3', '40')).toMatch(/3.*40/);
    expect(words.network.waiting(1)).not.toBe(words.network.waiting(2).replace('2', '1'));
    expect(words.names.admit('Ada')).toContain('Ada');
  }
});
