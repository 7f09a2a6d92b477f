/** The details of a member as a form has them, and what of them is sent. */

import type { Language } from '$lib/messages';
import type { Member } from './load';

/** Empty texts stand for none. */
export interface Details {
  name: string;
  email: string;
  phone: string;
  language: Language;
  office: string;
  street: string;
  postal_code: string;
  city: string;
  country: string;
}

export const POSTAL = ['street', 'postal_code', 'city', 'country'] as const;
export const NOWHERE = { street: '', postal_code: '', city: '', country: '' };
export const FIELDS = ['name', 'email', 'phone', 'language', 'office', ...POSTAL] as const;

export function detailsOf(member: Member): Details {
  const { name, email, phone, language, office, street, postal_code, city, country } = member;
  const postal = { street: street ?? '', postal_code: postal_code ?? '', city: city ?? '', country: country ?? '' };
  return { name, email: email ?? '', phone: phone ?? '', language, office: office ?? '', ...postal };
}

/** What differs, as it is sent. */
export function changesOf(before: Details, now: Details): Partial<Record<(typeof FIELDS)[number], string | null>> {
  const changed = FIELDS.filter((field) => now[field].trim() !== before[field]);
  return Object.fromEntries(changed.map((field) => [field, now[field].trim() || (field === 'name' ? '' : null)]));
}

/** What a colleague saved meanwhile, with one's own changes on top. */
export function merged(base: Details, mine: Details, theirs: Details): Details {
  const own = FIELDS.filter((field) => mine[field] !== base[field]);
  return { ...theirs, ...Object.fromEntries(own.map((field) => [field, mine[field]])) };
}
