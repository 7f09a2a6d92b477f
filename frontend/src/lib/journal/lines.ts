/** Lines of the journal: fetched a page at a time, and told in sentences. */

import { api, got } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import { wall } from '$lib/dates';
import type { JournalMessages } from './messages/en';

export type Line = components['schemas']['LineOut'];
export type Lines = components['schemas']['Lines'];

/** What narrows a search, as the API's query has it. */
export interface Asked {
  q?: string;
  about?: string;
  about_id?: number;
  actor?: string;
  event?: string;
  member?: number;
  from?: string;
  to?: string;
  after?: number;
  limit?: number;
}

/** What has a journal of its own on a page, and how it is named there. */
export type Concerned =
  | { about: 'event'; id: string }
  | { about: 'member'; id: number }
  | { about: Exclude<keyof JournalMessages['kinds'], 'event' | 'member'>; id: number };

export function linesOf(fetch: typeof globalThis.fetch, query: Asked): Promise<Lines> {
  return got(api(fetch).GET('/api/journal', { params: { query } }));
}

/** The question for all that concerns one event (by slug), member (by number) or other thing (by id). */
export function askedFor(concerned: Concerned): Asked {
  if (concerned.about === 'event') return { event: concerned.id };
  if (concerned.about === 'member') return { member: concerned.id };
  return { about: concerned.about, about_id: concerned.id };
}

/** A piece of a sentence: text, or a name, with the address it leads to where there is one. */
export interface Piece {
  text: string;
  name?: boolean;
  href?: string;
}

/** What was done, in a sentence. */
export function sentence(line: Line, words: JournalMessages): Piece[] {
  const deed = `${line.about}.${line.action}`;
  const own = isSelf(line) && known(words.own, deed);
  const template = own || known(words.deeds, deed) || words.line.unknown;
  const names: Record<string, Piece> = {
    who: { text: actorOf(line, words), name: true },
    what: { text: subjectOf(line, words), name: true, href: hrefOf(line) },
    event: { text: line.event_name ?? '…', name: true, href: line.event ? `/office/${line.event}` : undefined },
    deed: { text: line.action },
  };
  return template
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((part) => names[part.slice(1, -1)] ?? { text: part });
}

/** Who did it: by name, or by what they were known as. */
export function actorOf(line: Pick<Line, 'actor' | 'actor_name'>, words: JournalMessages): string {
  const [, kind = '', id] = /^([a-z]+) (\d+)$/.exec(line.actor) ?? [];
  const numbered = known(words.kinds, kind);
  return line.actor_name || known(words.actors, line.actor) || (numbered ? `${numbered} ${id}` : line.actor);
}

/** What sentences name by its kind already. */
const OF_A_KIND = ['event', 'category', 'token'];

/** What the server calls whoever was erased. */
const NOBODY = '—';

/** What it is about: by name, or its kind and number. */
export function subjectOf(
  line: Pick<Line, 'about' | 'about_id' | 'about_name' | 'member' | 'facts'>,
  words: JournalMessages,
): string {
  const told = line.about_name || line.facts.name || line.facts.code;
  if (typeof told === 'string' && told && told !== NOBODY) return told;
  const kind = known(words.kinds, line.about) ?? line.about;
  const number = (line.about === 'member' && line.member) || line.about_id;
  return OF_A_KIND.includes(line.about) ? String(line.about_id) : `${kind} ${number}`;
}

/** How a reader is told of texts in several languages, of days, and of offices by their slug. */
export interface Speech {
  text: (found: Record<string, string>) => string;
  day: (day: string) => string;
  office: (slug: string) => string | undefined;
}

/** The facts that a reader understands, named, in words, in the order of the catalogue. */
export function factsOf(line: Line, words: JournalMessages, speech: Speech): [name: string, told: string][] {
  return Object.entries<string>(words.facts).flatMap(([key, name]): [string, string][] => {
    const told = Object.hasOwn(line.facts, key) ? inWords(key, line.facts[key], words, speech) : '';
    return told && told !== subjectOf(line, words) ? [[name, told]] : [];
  });
}

function inWords(key: string, value: unknown, words: JournalMessages, speech: Speech): string {
  if (typeof value === 'string') return sayable(key, value, words, speech);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const parts = value.map((one) => inWords(key, one, words, speech)).filter(Boolean);
    return parts.join(value.some((one) => typeof one === 'object') ? '; ' : ', ');
  }
  if (typeof value !== 'object' || value === null) return '';
  if (isPeriod(value)) {
    const { category, shares, since, until } = value;
    return until
      ? words.line.periodUntil(category, shares, speech.day(since), speech.day(until))
      : words.line.periodSince(category, shares, speech.day(since));
  }
  return speech.text(value as Record<string, string>);
}

function sayable(key: string, value: string, words: JournalMessages, speech: Speech): string {
  if (key === 'office') return speech.office(value) ?? value;
  if (key === 'roles') {
    const [role = '', of] = value.split(' ');
    return [known(words.values, role) ?? role, ...(of ? [speech.office(of) ?? of] : [])].join(' · ');
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return speech.day(value);
  return known(words.values, value) ?? value;
}

interface Period {
  category: string;
  shares: number;
  since: string;
  until: string | null;
}

function isPeriod(value: object): value is Period {
  return 'category' in value && 'shares' in value && 'since' in value;
}

/** The lines under the days they were written, in the reader's zone. */
export function byDay(lines: readonly Line[], zone: string): [day: string, lines: Line[]][] {
  const days = new Map<string, Line[]>();
  for (const line of lines) {
    const { day } = wall(line.at, zone);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days];
}

/** Whether somebody did it for themselves. */
function isSelf(line: Line): boolean {
  return line.actor === `${line.about} ${line.about_id}`;
}

function hrefOf(line: Line): string | undefined {
  if (line.about === 'event') return line.event ? `/office/${line.event}` : undefined;
  if (line.about === 'member') return line.member ? `/office/members/${line.member}` : undefined;
  return line.about === 'staff' && line.about_name ? `/office/staff/${line.about_id}` : undefined;
}

/** A word by a key that may be none of the catalogue's. */
function known(words: Record<string, string>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
