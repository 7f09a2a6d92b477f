import { describe, expect, it } from 'vitest';
import { isLanguage } from './languages';
import { typeset, typesetAll, unbroken } from './typeset';

describe('Typesetting', () => {
  it.each([
    ['fr', "L'heure : « à l'heure » ?", 'L’heure\u00a0: «\u00a0à l’heure\u00a0»\u00a0?'],
    ['fr', 'Place n° 3, 50 %, à 18:00', 'Place n°\u00a03, 50\u00a0%, à 18:00'],
    ['nl', "foto's : niet zo", 'foto’s : niet zo'],
    ['en', "the members' wish", "the members' wish"],
  ] as const)('prints %s %j', (language, written, printed) => {
    expect(typeset(written, language)).toBe(printed);
  });

  it('leaves the apostrophes of what people wrote as they are', () => {
    expect(unbroken("Let's coop : la journée", 'fr')).toBe("Let's coop\u00a0: la journée");
  });

  it('reaches what functions answer, and what lies in groups and lists', () => {
    const messages = {
      a: { b: (n: number) => `${n} : l'un` },
      c: ["d'un"],
      d: (n: number) => (m: number) => `${n} ? ${m}`,
    };
    const printed = typesetAll(messages, 'fr');

    expect([printed.a.b(2), printed.c[0], printed.d(1)(2)]).toEqual(['2\u00a0: l’un', 'd’un', '1\u00a0? 2']);
  });
});

/** Other words for what GLOSSARY.md has one word for: activiteit, événement, e-mail. */
const STRAY: Record<string, RegExp> = { nl: /evenement/i, fr: /courriel|activité|(?<!e-)\bmails?\b/i };

/** Every text of a catalogue, with numbers where a message wants facts. */
function texts(found: unknown): string[] {
  if (typeof found === 'function') return texts((found as (...facts: number[]) => unknown)(3, 2, 1, 4, 5));
  if (typeof found === 'string') return [found];
  return Object.values((found ?? {}) as object).flatMap(texts);
}

describe('Every catalogue', () => {
  const files = import.meta.glob<{ default: object }>('/src/lib/**/messages/{nl,fr,en,de}.ts', { eager: true });

  it.each(Object.keys(files))('%s breaks no line before a sign, and has no typewriter’s quotes', (path) => {
    const language = path.slice(-5, -3);
    const printed = isLanguage(language) ? texts(typesetAll(files[path]!.default, language)) : [];
    const plain = (text: string) => /\p{L}'|["]/u.test(text) || (language === 'fr' && / [:;!?»]|« /.test(text));

    expect(printed.length).toBeGreaterThan(0);
    expect(printed.filter(plain)).toEqual([]);
    expect(printed.filter((text) => STRAY[language]?.test(text))).toEqual([]);
  });
});
