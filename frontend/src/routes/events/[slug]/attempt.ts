/** One attempt to register: what was typed, the mistakes seen before asking, and the key that makes asking again safe. */

import type { Language } from '$lib/messages';

export interface Typed {
  name: string;
  email: string;
  /** The one chosen to be written to in; the page's own until somebody chooses. */
  language?: Language;
  party: string[];
  /** Whether a member registers with their login, whose address and language are known. */
  member?: boolean;
}

/** The body the API takes. spoken: the language of the page. */
export function bodyOf(typed: Typed, spoken: Language) {
  return {
    name: typed.name.trim(),
    ...(!typed.member && { email: typed.email.trim(), language: typed.language ?? spoken }),
    party: typed.party.map((name) => name.trim()),
    answers: {},
  };
}

export interface MissingWords {
  nameMissing: string;
  emailMissing: string;
  otherMissing: string;
}

/** What is left empty, by field, with the words for it. Everything else is for the server to judge. */
export function missing(typed: Typed, words: () => MissingWords): Record<string, () => string> {
  const found: Record<string, () => string> = {};
  if (!typed.name.trim()) found.name = () => words().nameMissing;
  if (!typed.member && !typed.email.trim()) found.email = () => words().emailMissing;
  typed.party.forEach((name, index) => {
    if (!name.trim()) found[`party.${index}`] = () => words().otherMissing;
  });
  return found;
}

/** Idempotency keys: the same while the same is asked, so that a lost answer can be asked for again; new when it changes. */
export function keeper(mint: () => string): (body: unknown) => string {
  let last: { body: string; key: string } | undefined;
  return (body) => {
    const text = JSON.stringify(body);
    if (last?.body !== text) last = { body: text, key: mint() };
    return last.key;
  };
}

/** A key nobody else has. `randomUUID` needs a secure page, which a trial on a local network is not. */
export function mintKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What the page of a registration needs to know of its link: the app's own path, wherever the server says it lives. */
export function pathOf(manageUrl: string): string {
  const url = new URL(manageUrl, 'http://here');
  return `${url.pathname}${url.search}`;
}
