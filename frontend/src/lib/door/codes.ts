/**
 * Codes: what the QR of a ticket says, checked in the browser so that a door needs nobody's answer to know its own.
 *
 * The layout is told in events/tickets/codes.py; both sides read tests/golden/codes.json in their tests.
 */

const VERSION = 1;
const LENGTH = 136;
const MOST_TYPED = 4 * LENGTH;
const FACTS = 21;
const PREFIX = new TextEncoder().encode('convoke-ticket:');
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What a code says. event: the top-level event; valid_from, valid_until: whole minutes. */
export interface TicketCode {
  version: number;
  key_id: number;
  event: number;
  ticket: number;
  valid_from: Date;
  valid_until: Date;
}

/** Why a text opens nothing, in the words of the interface. */
export type BadCode = 'unknown_code' | 'unknown_key' | 'bad_signature';

export type Reading = { code: TicketCode; refused?: never } | { refused: BadCode; code?: never };

/** A key as the door's pack has it; public_key is base64url without padding. */
export interface DoorKey {
  id: number;
  public_key: string;
}

export type Keys = ReadonlyMap<number, CryptoKey>;

/** The pack's keys, ready to check with. Rejects in a browser without Ed25519, or outside a secure context. */
export async function readyKeys(keys: readonly DoorKey[]): Promise<Keys> {
  return new Map(await Promise.all(keys.map(async (key) => [key.id, await imported(key.public_key)] as const)));
}

/**
 * What a presented text says, once its signature holds. Small letters, spaces and line ends are forgiven.
 *
 * unknown_code: not a code of ours, or not a whole one. unknown_key: it names a key that is not among these.
 * bad_signature: somebody else signed it, or nobody.
 */
export async function read(text: string, keys: Keys): Promise<Reading> {
  const whole = wholeOf(text);
  if (!whole) return { refused: 'unknown_code' };
  const code = factsOf(new DataView(whole.buffer));
  if (code.version !== VERSION) return { refused: 'unknown_code' };
  const key = keys.get(code.key_id);
  if (!key) return { refused: 'unknown_key' };
  const holds = await crypto.subtle.verify('Ed25519', key, whole.slice(FACTS), signedPart(whole));
  return holds ? { code } : { refused: 'bad_signature' };
}

function imported(key: string): Promise<CryptoKey> {
  const raw = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
}

/** The 85 bytes a text stands for, or nothing. 136 characters are exactly 85 bytes: no bit is left over. */
function wholeOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length > MOST_TYPED) return undefined;
  const bare = text.replace(/[ \t\r\n]/g, '');
  // Looked at before the capitals are made: `ı` becomes an I, and no code of ours has one.
  if (bare.length !== LENGTH || !/^[A-Za-z2-7]+$/.test(bare)) return undefined;
  const bytes = new Uint8Array((LENGTH * 5) / 8);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of bare.toUpperCase()) {
    held = ((held << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
    }
  }
  return bytes;
}

function factsOf(view: DataView): TicketCode {
  return {
    version: view.getUint8(0),
    key_id: view.getUint16(1),
    event: view.getUint32(3),
    // Six bytes: beyond what bit operations hold, within what a number counts exactly.
    ticket: view.getUint16(7) * 2 ** 32 + view.getUint32(9),
    valid_from: minute(view.getUint32(13)),
    valid_until: minute(view.getUint32(17)),
  };
}

function minute(count: number): Date {
  return new Date(count * 60_000);
}

function signedPart(whole: Uint8Array): Uint8Array<ArrayBuffer> {
  const part = new Uint8Array(PREFIX.length + FACTS);
  part.set(PREFIX);
  part.set(whole.subarray(0, FACTS), PREFIX.length);
  return part;
}
