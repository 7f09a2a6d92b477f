/** The languages the app speaks, in the order they are offered, and how dates and numbers look in each. */

export const LANGUAGES = ['nl', 'fr', 'en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

export const LOCALES: Record<Language, string> = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-GB', de: 'de-BE' };

/** Each language by its own name, as people look for it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  nl: 'Nederlands',
  fr: 'Français',
  en: 'English',
  de: 'Deutsch',
};

export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.includes(text as Language);
}

/** The language to speak: asked for in the address, else chosen before, else what the browser prefers. */
export function chooseLanguage(asked: string | null, cookies: string, preferred: readonly string[]): Language {
  if (isLanguage(asked)) return asked;
  const kept = /(?:^|;\s*)lang=(\w+)/.exec(cookies)?.[1];
  if (isLanguage(kept)) return kept;
  return preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/**
 * A sentence about a number, by the language's plural rules (CLDR): `counted('nl', '{n} plaats', '{n} plaatsen')(3)`.
 * `{n}` becomes the number as the language writes it. two: where "both" is said rather than "all 2".
 */
export function counted(language: Language, one: string, other: string, two = other): (n: number) => string {
  const rules = new Intl.PluralRules(LOCALES[language]);
  const number = new Intl.NumberFormat(LOCALES[language]);
  return (n) => (rules.select(n) === 'one' ? one : n === 2 ? two : other).replaceAll('{n}', number.format(n));
}
