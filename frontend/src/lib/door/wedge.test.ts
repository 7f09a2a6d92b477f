import { describe, expect, it } from 'vitest';
import { HALT, PAUSE, Wedge, hasForm, type Key } from './wedge';

const CODE = 'AEAACAAAAADQ27WZ';

describe('A hardware scanner', () => {
  it('is heard without a field: the code, then Enter', () => {
    expect(type(new Wedge(), CODE)).toEqual([CODE]);
  });

  it('is heard again right after', () => {
    const wedge = new Wedge();
    type(wedge, CODE);

    expect(type(wedge, 'ZZZZYYYYXXXX2222')).toEqual(['ZZZZYYYYXXXX2222']);
  });

  it('set to another layout than the device is understood by the keys it strikes', () => {
    const wedge = new Wedge();
    // An American scanner at a French keyboard: A arrives as q, 2 as é.
    const french: Record<string, string> = { A: 'q', Q: 'a', Z: 'w', W: 'z', 2: 'é', 7: 'è' };
    [...CODE].forEach((letter, n) => wedge.press(key(french[letter] ?? letter.toLowerCase(), letter), 1000 + 10 * n));

    expect(wedge.press(key('Enter'), 1200)).toEqual(['qeqqcqqqqqdaéèzw', CODE]);
  });

  it('may end with Tab, and hold Shift for capitals', () => {
    const wedge = new Wedge();
    [...CODE].forEach((letter, n) => {
      wedge.press(key('Shift', 'ShiftLeft'), 1000 + 10 * n);
      wedge.press(key(letter, letter), 1004 + 10 * n);
    });

    expect(wedge.press(key('Tab'), 1200)).toEqual([CODE]);
  });
});

describe('A code by its form', () => {
  const LONG = 'MZXW6YTB'.repeat(17);

  it('is heard though a busy phone halts between its keys, and before Enter', () => {
    const wedge = new Wedge();
    type(wedge, 'something else');
    [...`van ${LONG}`].forEach((letter, n) => wedge.press(key(letter, letter), 5000 + (PAUSE + 50) * n));

    expect(wedge.press(key('Enter'), 5000 + (PAUSE + 50) * 140 + 500)).toEqual([LONG]);
  });

  it('is not put together from what lies too far apart', () => {
    expect(type(new Wedge(), LONG, HALT + 1)).toBeUndefined();
  });
});

it('A name typed in a blink has not the form of a code', () => {
  expect(hasForm('vandenberghe')).toBe(false);
  expect(hasForm('A'.repeat(136))).toBe(true);
  expect(hasForm('A'.repeat(137))).toBe(false);
});

describe('A person at the keyboard', () => {
  it('who types slowly scans nothing', () => {
    expect(type(new Wedge(), CODE, PAUSE + 1)).toBeUndefined();
  });

  it('who presses Enter on a button, or types a short name, scans nothing', () => {
    expect(new Wedge().press(key('Enter'), 1000)).toBeUndefined();
    expect(type(new Wedge(), 'Ada')).toBeUndefined();
  });

  it('who uses a shortcut scans nothing, and the code after it is whole', () => {
    const wedge = new Wedge();
    wedge.press({ ...key('r', 'R'), ctrlKey: true }, 990);

    expect(type(wedge, CODE)).toEqual([CODE]);
  });

  it('who hesitates before the scanner beeps leaves nothing in front of the code', () => {
    const wedge = new Wedge();
    wedge.press(key('x', 'X'), 100);

    expect(type(wedge, CODE)).toEqual([CODE]);
  });

  it('cannot fill the memory by holding a key', () => {
    const wedge = new Wedge();
    for (let n = 0; n < 5000; n++) wedge.press(key('a', 'A'), 1000 + n);

    expect(wedge.press(key('Enter'), 6001)?.[0]?.length).toBeLessThanOrEqual(1000);
  });
});

function type(wedge: Wedge, text: string, pause = 8): string[] | undefined {
  [...text].forEach((letter, n) => wedge.press(key(letter, letter), 1000 + pause * n));
  return wedge.press(key('Enter'), 1000 + pause * text.length);
}

function key(key: string, letter = key): Key {
  const code = /^[A-Z]$/.test(letter) ? `Key${letter}` : /^[0-9]$/.test(letter) ? `Digit${letter}` : letter;
  return { key, code, altKey: false, ctrlKey: false, metaKey: false };
}
