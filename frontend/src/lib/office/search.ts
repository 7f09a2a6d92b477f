/** Finding by words as the server does: every word somewhere, accents and capitals aside. */

export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether every word of the query is somewhere in the texts. */
export function found(query: string, texts: readonly (string | null | undefined)[]): boolean {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const text = words.length ? folded(texts.filter(Boolean).join('\n')) : '';
  return words.every((word) => text.includes(word));
}
