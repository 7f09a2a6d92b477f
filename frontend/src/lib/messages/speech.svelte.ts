/** Which language the app speaks now, and catalogues of messages that follow it, one language loaded at a time. */

import { LANGUAGES, LOCALES, type Language } from './languages';
import { typesetAll, unbroken } from './typeset';

type Files<M> = Record<Language, () => Promise<{ default: M }>>;

interface Open {
  fetch(language: Language): Promise<() => void>;
}

const open = new Set<Open>();
const speech = $state<{ language: Language }>({ language: 'en' });

/** The language spoken now. */
export function language(): Language {
  return speech.language;
}

/** The language spoken now as a locale for Intl. */
export function locale(): string {
  return LOCALES[speech.language];
}

/**
 * A set of messages: call `await words.load()` in a layout's load, then `words().greeting` anywhere below it.
 * It follows `speak`. The four files are only fetched when their language is spoken. Their words are typeset here.
 */
export function catalogue<M>(files: Files<M>): (() => M) & { load(): Promise<void> } {
  let spoken = $state.raw<M>();
  let inLanguage: Language | undefined;
  const self: Open = {
    async fetch(language) {
      const found = typesetAll((await files[language]()).default, language);
      return () => {
        spoken = found;
        inLanguage = language;
      };
    },
  };
  return Object.assign(() => spoken as M, {
    async load() {
      open.add(self);
      if (inLanguage !== speech.language) (await self.fetch(speech.language))();
    },
  });
}

/** Speak this language from now on: every open catalogue changes at once, and the server hears of it by cookie. */
export async function speak(language: Language): Promise<void> {
  const changes = await Promise.all([...open].map((one) => one.fetch(language)));
  startSpeaking(language);
  changes.forEach((change) => change());
}

/** Speak this language from the start, before any catalogue is loaded. */
export function startSpeaking(language: Language): void {
  speech.language = language;
  document.documentElement.lang = language;
  document.cookie = `lang=${language}; path=/; max-age=31536000; SameSite=Lax`;
}

/** Names in a row, as one says them: Brussels, Ghent and Namur. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names);
}

/** The text in this language, or in the first language that has one. */
export function best(texts: Record<string, string>, wanted: Language = speech.language): string {
  const found = bestLanguage(texts, wanted);
  return unbroken(texts[found] ?? '', found);
}

/** The language `best` would answer in: for `lang=` on text that is not in the page's language. */
export function bestLanguage(texts: Record<string, string>, wanted: Language = speech.language): Language {
  return [wanted, ...LANGUAGES].find((one) => texts[one]) ?? wanted;
}
