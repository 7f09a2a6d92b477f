/** Categories and numbers of shares in words. */

import { best } from '$lib/messages';
import type { Category } from './load';
import { members } from './messages';

/** A category by its code and its name. */
export function named(code: string, categories: readonly Category[]): string {
  const found = categories.find((one) => one.code === code);
  const name = found ? best(found.name) : '';
  return name && name !== code ? `${code} (${name})` : code;
}

/** A number of shares; no line breaks between the number and its word. */
export function sharesOf(count: number): string {
  return count ? members().line.shares(count).replace(' ', '\u00a0') : members().line.noShares;
}
