/**
 * A hardware scanner is a keyboard that types a code in a blink and presses Enter. This gathers what it types, in
 * whatever field the cursor is or in none.
 *
 * A scanner set to another keyboard layout than the device types other letters (Q for A on a French keyboard), while
 * the keys it strikes are still those of its own layout: both readings are kept, and the caller takes the one that
 * proves to be a code.
 */

/** Longer between two keys than any scanner needs, shorter than most people. Bluetooth ones are slow. */
export const PAUSE = 250;
const SHORTEST = 12;
const LONGEST = 1000;

export interface Key {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

export class Wedge {
  #typed = '';
  #struck = '';
  #last = 0;

  /** What was scanned, in both readings, when this key ends it; nothing otherwise. at: when it was pressed, in ms. */
  press({ key, code, altKey, ctrlKey, metaKey }: Key, at: number): string[] | undefined {
    if (altKey || ctrlKey || metaKey) return undefined;
    if (at - this.#last > PAUSE) this.#forget();
    if (key === 'Enter' || key === 'Tab') return this.#end();
    const struck = letterOf(code);
    if (key.length !== 1 && !struck) return undefined;
    this.#last = at;
    if (this.#typed.length >= LONGEST) return undefined;
    this.#typed += key.length === 1 ? key : '';
    this.#struck += struck;
    return undefined;
  }

  #end(): string[] | undefined {
    const scanned = [...new Set([this.#typed, this.#struck])].filter((text) => text.length >= SHORTEST);
    this.#forget();
    return scanned.length ? scanned : undefined;
  }

  #forget(): void {
    this.#typed = this.#struck = '';
  }
}

/** Whether a text has the form of a ticket's code: in a field that means a scanner, as people type other things there. */
export function hasForm(text: string): boolean {
  return /^[A-Z2-7]{136}$/i.test(text);
}

/** The letter or digit on this key of an American keyboard, for which scanners are made. */
function letterOf(code: string): string {
  return /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code)?.slice(1).find(Boolean) ?? '';
}
