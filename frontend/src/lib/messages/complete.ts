/** What the tests of every catalogue hold it to: words in each language, and none that no screen says. */

import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

type Catalogue = Record<string, object>;

/**
 * Registers both tests.
 * folders: of the screens that say these words; byValue: names such as `kinds.ordinary`, of words that are found by a value rather than spelled out.
 */
export function isComplete(languages: readonly Catalogue[], en: Catalogue, folders: readonly string[], byValue = /^$/) {
  it('has no empty words', () => {
    expect(languages.flatMap((words) => JSON.stringify(words).match(/:""/g) ?? [])).toEqual([]);
  });

  it('says something on every screen: no words are left over', () => {
    const source = sourceOf(folders);
    const unused = Object.entries(en).flatMap(([group, words]) =>
      Object.keys(words)
        .filter((key) => !byValue.test(`${group}.${key}`) && !new RegExp(`\\.${key}\\b`).test(source))
        .map((key) => `${group}.${key}`),
    );

    expect(unused).toEqual([]);
  });
}

function sourceOf(folders: readonly string[]): string {
  return folders
    .flatMap((folder) => readdirSync(folder, { withFileTypes: true, recursive: true }))
    .filter((file) => file.isFile() && /\.(svelte|ts)$/.test(file.name) && !file.parentPath.endsWith('messages'))
    .map((file) => readFileSync(`${file.parentPath}/${file.name}`, 'utf-8'))
    .join('\n');
}
