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
/** Longer than a busy phone halts between two keys: what has the form of a code was scanned, whatever halted. */
export const HALT = 3000;
const SHORTEST = 12;
const LONGEST = 1000;
const CODE = 136;

export interface Key {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

interface Pressed {
  typed: string;
  struck: string;
  /** Pressed this long after the key before, in ms. */
  after: number;
}

export class Wedge {
  #pressed: Pressed[] = [];
  #last = 0;

  /** What was scanned, in both readings, when this key ends it; nothing otherwise. at: when it was pressed, in ms. */
  press({ key, code, altKey, ctrlKey, metaKey }: Key, at: number): string[] | undefined {
    if (altKey || ctrlKey || metaKey) return undefined;
    const after = at - this.#last;
    if (after > HALT) this.#pressed = [];
    if (key === 'Enter' || key === 'Tab') return this.#end(after);
    const struck = letterOf(code);
    if (key.length !== 1 && !struck) return undefined;
    this.#last = at;
    this.#pressed.push({ typed: key.length === 1 ? key : '', struck, after });
    if (this.#pressed.length > LONGEST) this.#pressed.shift();
    return undefined;
  }

  #end(after: number): string[] | undefined {
    const keys = this.#pressed;
    this.#pressed = [];
    const start = keys.reduce((from, key, n) => (key.after > PAUSE ? n : from), 0);
    const blink = after > PAUSE ? [] : keys.slice(start);
    const readings = (['typed', 'struck'] as const).map((reading) => {
      const text = (some: Pressed[]) => some.map((key) => key[reading]).join('');
      const last = text(keys).slice(-CODE);
      return hasForm(last) ? last : text(blink);
    });
    const scanned = [...new Set(readings)].filter((text) => text.length >= SHORTEST);
    return scanned.length ? scanned : undefined;
  }
}

/** Whether a text has the form of a ticket's code: in a field that means a scanner, as people type other things there. */
export function hasForm(text: string): boolean {
  return text.length === CODE && /^[A-Z2-7]*$/i.test(text);
}

/** The letter or digit on this key of an American keyboard, for which scanners are made. */
function letterOf(code: string): string {
  return /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code)?.slice(1).find(Boolean) ?? '';
}
