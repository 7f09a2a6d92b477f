/** How words are printed: written with the keys a keyboard has, shown with the signs that print has. */

import type { Language } from './languages';

/** French puts a space before these signs and within its quotes; a line never begins with one, so it does not break. */
export function unbroken(text: string, written: Language): string {
  if (written !== 'fr') return text;
  return text.replace(/(?<=\S) (?=[:;!?»%€])/g, '\u00a0').replace(/(«|n°) /g, '$1\u00a0');
}

/** The text with curved apostrophes too. */
export function typeset(text: string, written: Language): string {
  return unbroken(text.replace(/(?<=\p{L})'(?=[\p{L}\p{N}«“„])/gu, '’'), written);
}

/** Messages, whatever their shape, with every text of theirs typeset: those that functions answer as well. */
export function typesetAll<M>(messages: M, written: Language): M {
  const set = (found: unknown): unknown => {
    if (typeof found === 'string') return typeset(found, written);
    if (typeof found === 'function') return (...given: unknown[]) => set(found(...given) as unknown);
    if (Array.isArray(found)) return found.map(set);
    if (typeof found !== 'object' || found === null) return found;
    return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, set(value)]));
  };
  return set(messages) as M;
}
