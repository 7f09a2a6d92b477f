import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { read, readyKeys, type DoorKey, type Reading } from './codes';

interface Vectors {
  keys: DoorKey[];
  cases: { name: string; text: string; expected: Record<string, unknown> }[];
}

const golden = new URL('../../../../tests/golden/codes.json', import.meta.url);
const { keys, cases } = JSON.parse(readFileSync(golden, 'utf-8')) as Vectors;

const valid = cases.find(({ name }) => name === 'a valid code')?.text ?? '';

describe('The browser judges every golden code as the server does', async () => {
  const ready = await readyKeys(keys);

  test.each(cases)('$name', async ({ text, expected }) => {
    expect(spoken(await read(text, ready))).toEqual(expected);
  });

  test('there are codes that read and codes of each refusal', () => {
    const outcomes = new Set(cases.map(({ expected }) => expected.refused ?? 'read'));
    expect(outcomes).toEqual(new Set(['read', 'unknown_code', 'unknown_key', 'bad_signature']));
  });

  test('a megabyte of text is turned away, and so is a code behind it', async () => {
    expect(await read('A'.repeat(1_000_000), ready)).toEqual({ refused: 'unknown_code' });
    expect(await read(' '.repeat(1_000_000) + valid, ready)).toEqual({ refused: 'unknown_code' });
  });

  test('a door without keys knows nobody', async () => {
    expect(await read(valid, await readyKeys([]))).toEqual({ refused: 'unknown_key' });
  });

  test('a damaged key is said, not passed over', async () => {
    await expect(readyKeys([{ id: 1, public_key: 'AAAA' }])).rejects.toThrow();
  });
});

/** A reading as the golden file writes it, with instants in RFC 3339. */
function spoken(reading: Reading): Record<string, unknown> {
  if (!reading.code) return { refused: reading.refused };
  const instant = (moment: Date) => moment.toISOString().replace('.000Z', 'Z');
  const { valid_from, valid_until } = reading.code;
  return { ...reading.code, valid_from: instant(valid_from), valid_until: instant(valid_until) };
}
