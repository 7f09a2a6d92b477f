/** One sentence carried to the next page: what was just done there. */

let kept = '';

export function say(sentence: string): void {
  kept = sentence;
}

/** The sentence, once. */
export function said(): string {
  const sentence = kept;
  kept = '';
  return sentence;
}
