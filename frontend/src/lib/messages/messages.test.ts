import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import { chooseLanguage, counted } from './languages';
import nl from './nl';

/** Every message as `group.key`, one entry per group where a whole group is looked up by a value. */
function names(words: object, above = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? names(value as object, `${above}${key}.`) : [`${above}${key}`],
  );
}

/** What the pages say, tests and the messages themselves left out. */
function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (file) => file.isFile() && /(?<!\.test)\.(svelte|ts)$/.test(file.name) && !/messages$/.test(file.parentPath),
    )
    .map((file) => `${file.parentPath}/${file.name}`)
    .map((path) => ({ path, text: readFileSync(path, 'utf-8') }));
}

/**
 * `group.key` is spelled out (`t().group.key`), or its group is looked up by a value (`t().group[mode]`) or handed on
 * whole, or `words` stands for its group in the same file, as a parameter in files without Svelte.
 */
function used(name: string, files: { text: string }[]): boolean {
  const [group, key] = [name.split('.').slice(0, -1).join('\\.'), name.split('.').at(-1)];
  const spelled = new RegExp(`\\b(t\\(\\)|words)\\.${group}(\\.${key}\\b|\\[|[;),\\s])`);
  const whole = new RegExp(
    `words = \\$derived\\(t\\(\\)\\.${group}\\)|words = t\\(\\)\\.${group};|words: (\\(\\) => )?\\w+Words\\b`,
  );
  const short = new RegExp(`\\bwords(\\(\\))?(\\.${key}\\b|\\[)`);
  return files.some(({ text }) =>
    whole.test(text) ? short.test(text) || text.includes(`t().${name}`) : spelled.test(text.replace(whole, '')),
  );
}

describe('Messages', () => {
  it('exist in every language, none of them empty', () => {
    for (const words of [nl, fr, de]) expect(names(words).sort()).toEqual(names(en).sort());
    const texts = [nl, fr, en, de].flatMap((words) => JSON.stringify(words).match(/:""/g) ?? []);

    expect(texts).toEqual([]);
  });

  it('are all used somewhere', () => {
    const files = sources('src');

    expect(names(en).filter((name) => !used(name, files))).toEqual([]);
  });

  it('count as each language counts', () => {
    expect(counted('fr', '{n} place', '{n} places')(0)).toBe('0 place');
    expect(counted('nl', '{n} plaats', '{n} plaatsen')(0)).toBe('0 plaatsen');
    expect(counted('de', '{n} Platz', '{n} Plätze')(1234)).toBe('1.234 Plätze');
    expect([1, 2, 3].map(counted('nl', 'een', 'alle {n}', 'beide'))).toEqual(['een', 'beide', 'alle 3']);
  });
});

describe('The language', () => {
  it('is what the address asks, then what was chosen, then what the browser prefers', () => {
    expect(chooseLanguage('fr', 'lang=nl', ['de'])).toBe('fr');
    expect(chooseLanguage('xx', 'theme=dark; lang=nl', ['de'])).toBe('nl');
    expect(chooseLanguage(null, 'slang=nl', ['pt-PT', 'de-BE', 'fr'])).toBe('de');
    expect(chooseLanguage(null, '', ['pt'])).toBe('en');
  });
});
