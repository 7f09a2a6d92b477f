/** An agenda item as a form holds it. */

import type { components } from '$lib/api/schema';
import { LANGUAGES, type Language } from '$lib/messages';
import { instantOf, localOf } from '$lib/office/zones';
import { written, type Item } from './load';

export type Kind = Item['kind'];
export const KINDS: readonly Kind[] = ['information', 'discussion', 'decision', 'election'];
export const MATTERS = ['ordinary', 'statutes', 'purpose'] as const;
export const METHODS = ['per_candidate', 'names', 'ranked'] as const;
export const ORDERS = ['as_set', 'by_lot', 'per_voter'] as const;
export type PerLanguage = Record<Language, string>;

export interface Draft {
  kind: Kind;
  matter: (typeof MATTERS)[number];
  title: PerLanguage;
  text: PerLanguage;
  seats: number;
  /** On the clock of the place: `2023-01-26T18:00`; empty for none. */
  candidates_until: string;
  /** How an election is voted on. */
  method: (typeof METHODS)[number];
  /** The names one may choose; empty for as many as there are seats. */
  most: number | null;
  /** Of the candidates on a ballot. */
  ballot_order: (typeof ORDERS)[number];
}

export function perLanguage(texts: Record<string, string> = {}): PerLanguage {
  return Object.fromEntries(LANGUAGES.map((one) => [one, texts[one] ?? ''])) as PerLanguage;
}

export function draftOf(item: Item | undefined, zone: string): Draft {
  const matter = item?.matter;
  return {
    kind: item?.kind ?? 'information',
    matter: matter === 'statutes' || matter === 'purpose' ? matter : 'ordinary',
    title: perLanguage(item?.title),
    text: perLanguage(item?.text),
    seats: item?.seats ?? 1,
    candidates_until: item?.candidates_until ? localOf(item.candidates_until, zone) : '',
    method: item?.method ?? 'per_candidate',
    most: item?.most ?? null,
    ballot_order: item?.ballot_order ?? 'as_set',
  };
}

/** The draft as the API takes it. */
export function bodyOf(draft: Draft, zone: string): Omit<components['schemas']['NewAgendaItem'], 'reason'> {
  const election = draft.kind === 'election';
  return {
    kind: draft.kind,
    title: written(draft.title),
    text: written(draft.text),
    matter: draft.kind === 'decision' ? draft.matter : null,
    seats: election ? draft.seats : null,
    candidates_until: election && draft.candidates_until ? instantOf(draft.candidates_until, zone) : null,
    method: election ? draft.method : null,
    most: election && draft.method === 'names' ? draft.most || null : null,
    ballot_order: election ? draft.ballot_order : null,
  };
}

/** The languages of nl and fr in which an item has no title: members of both read it. */
export function untitled(item: Pick<Item, 'title'>): Language[] {
  return (['nl', 'fr'] as const).filter((one) => !item.title[one]?.trim());
}

/** Whether something is put to the vote that is not written out. */
export function unwritten(item: Pick<Item, 'kind' | 'text'>): boolean {
  return (item.kind === 'decision' || item.kind === 'election') && Object.keys(written(item.text)).length === 0;
}
