/** People found by name as they are called at a door: parts of names, in any order, accents forgiven. */

export interface Named {
  id: number;
  name: string;
}

const SPELT: Record<string, string> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** A name as it is compared: small letters without accents, one space between words. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßœæøłđðþı]/g, (letter) => SPELT[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Those in whose names every word asked for begins a word; a name that starts as asked comes first, then by name. */
export function found<T extends Named>(people: readonly T[], asked: string, locale: string, most = 30): T[] {
  const wanted = folded(asked);
  if (!wanted) return [];
  const words = wanted.split(' ');
  const order = new Intl.Collator(locale);
  return people
    .map((person) => ({ person, name: ` ${folded(person.name)}` }))
    .filter(({ name }) => words.every((word) => name.includes(` ${word}`)))
    .sort(
      (a, b) =>
        Number(b.name.startsWith(` ${wanted}`)) - Number(a.name.startsWith(` ${wanted}`)) ||
        order.compare(a.person.name, b.person.name) ||
        a.person.id - b.person.id,
    )
    .slice(0, most)
    .map(({ person }) => person);
}
