/** Addresses of events: suggested from their title, so that nobody has to invent one. */

const LIMIT = 60;

/** Pages of the house beside those of events, such as `/office/new`; the server has the same list and refuses them. */
const RESERVED = new Set(
  `assemblies calendar categories devices edit events export help import journal keys mails me members new offices
  people privacy registrations settings staff style sync tokens`.split(/\s+/),
);

/** Letters that no accent can be taken from. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** A title as an address: `Journée portes ouvertes` gives `journee-portes-ouvertes`; cut between words when long. */
export function slugOf(title: string): string {
  const plain = title
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (plain.length <= LIMIT) return plain;
  const cut = plain.slice(0, LIMIT + 1);
  const end = cut.lastIndexOf('-');
  return end > 0 ? cut.slice(0, end) : plain.slice(0, LIMIT);
}

/** An address nobody has yet: the title's, else with the year, else numbered. Empty when the title has no letters. */
export function suggestSlug(title: string, taken: ReadonlySet<string>, year: string): string {
  const slug = slugOf(title);
  const free = (wanted: string) => !taken.has(wanted) && !RESERVED.has(wanted);
  if (!slug || free(slug)) return slug;
  const stem = year && !slug.endsWith(`-${year}`) ? `${slug}-${year}` : slug;
  let found = stem;
  for (let n = 2; !free(found); n += 1) found = `${stem}-${n}`;
  return found;
}
