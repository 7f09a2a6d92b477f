/** An event as its form holds it, what to send of it, and how two people's versions of it meet. */

import type { components } from '$lib/api/schema';
import type { Event, Mode, Office } from '$lib/api/types';
import { LANGUAGES, type Language } from '$lib/messages/languages';
import { instantOf, isAgain, later, localOf } from './zones';

type NewEvent = components['schemas']['NewEvent'];
type EventChange = components['schemas']['EventChange'];

export type PerLanguage = Record<Language, string>;

/** A wall clock in the event's zone. again: the second time that day, where the clock goes back. */
export interface Moment {
  local: string;
  again: boolean;
}

export interface Draft {
  slug: string;
  office: string;
  /** The slug of the day it is part of, or ''. */
  parent: string;
  title: PerLanguage;
  description: PerLanguage;
  starts_at: Moment;
  ends_at: Moment;
  timezone: string;
  mode: Mode;
  venue: string;
  online_url: string;
  /** null: no limit. */
  capacity: number | null;
  audience: Event['audience'];
  languages: Language[];
}

/** A form for a new event: an evening two weeks from now, in the office's zone and languages. */
export function emptyDraft(office: Office, now: Date): Draft {
  const day = localOf(now.getTime() + 14 * 86_400_000, office.timezone).slice(0, 10);
  return {
    slug: '',
    office: office.slug,
    parent: '',
    title: perLanguage({}),
    description: perLanguage({}),
    starts_at: { local: `${day}T18:00`, again: false },
    ends_at: { local: `${day}T20:00`, again: false },
    timezone: office.timezone,
    mode: 'on_site',
    venue: '',
    online_url: '',
    capacity: null,
    audience: 'everyone',
    languages: inOrder(office.languages),
  };
}

/** The form of an event as it is stored. */
export function draftOf(event: Event): Draft {
  const moment = (at: string) => ({ local: localOf(at, event.timezone), again: isAgain(at, event.timezone) });
  return {
    slug: event.slug,
    office: event.office,
    parent: event.parent ?? '',
    title: perLanguage(event.title),
    description: perLanguage(event.description),
    starts_at: moment(event.starts_at),
    ends_at: moment(event.ends_at),
    timezone: event.timezone,
    mode: event.mode,
    venue: event.venue ?? '',
    online_url: event.online_url ?? '',
    capacity: event.capacity,
    audience: event.audience,
    languages: inOrder(event.languages),
  };
}

/** The body that creates this event; its wall clocks have to exist (`clockProblems`). */
export function bodyOf(draft: Draft): NewEvent {
  return {
    slug: draft.slug.trim(),
    office: draft.office,
    parent: draft.parent || null,
    title: written(draft.title),
    description: written(draft.description),
    starts_at: instant(draft, 'starts_at'),
    ends_at: instant(draft, 'ends_at'),
    timezone: draft.timezone,
    mode: draft.mode,
    venue: draft.venue.trim() || null,
    online_url: draft.online_url.trim() || null,
    capacity: draft.capacity,
    audience: draft.audience,
    languages: draft.languages,
  };
}

/** Only what differs from the version the form was opened on, so that nothing else is written over. */
export function changesOf(base: Draft, draft: Draft): EventChange {
  const fields = new Set(differing(base, draft).map((field) => field.split('.')[0]!));
  // The same wall clock in another zone is another instant.
  if (fields.has('timezone')) for (const field of ['starts_at', 'ends_at']) fields.add(field);
  return Object.fromEntries(Object.entries(bodyOf(draft)).filter(([field]) => fields.has(field)));
}

/** Every field of the form, texts one per language: `title.nl`. */
export const FIELDS = [
  ...LANGUAGES.flatMap((language) => [`title.${language}`, `description.${language}`]),
  ...['slug', 'office', 'parent', 'starts_at', 'ends_at', 'timezone', 'mode', 'venue', 'online_url', 'capacity'],
  ...['audience', 'languages'],
] as const;

/** The fields in which two versions differ. */
export function differing(one: Draft, other: Draft): string[] {
  return FIELDS.filter((field) => JSON.stringify(valueOf(one, field)) !== JSON.stringify(valueOf(other, field)));
}

export interface Meeting {
  /** Fields that only they changed: taken over from them. */
  theirs: string[];
  /** Fields that both changed, differently: somebody has to choose. */
  both: string[];
}

/** What happened on both sides since the version the two started from. */
export function meet(base: Draft, mine: Draft, theirs: Draft): Meeting {
  const [wrote, apart] = [new Set(differing(base, mine)), differing(mine, theirs)];
  const changed = new Set(differing(base, theirs));
  return {
    theirs: apart.filter((field) => changed.has(field) && !wrote.has(field)),
    both: apart.filter((field) => changed.has(field) && wrote.has(field)),
  };
}

/** My version with these fields as they have them. */
export function withTheirs(mine: Draft, theirs: Draft, fields: readonly string[]): Draft {
  const merged = structuredClone(mine) as unknown as Record<string, unknown>;
  for (const field of fields) {
    const [name = '', language] = field.split('.');
    const value = structuredClone(valueOf(theirs, field));
    if (language) (merged[name] as Record<string, unknown>)[language] = value;
    else merged[name] = value;
  }
  return merged as unknown as Draft;
}

/** One field's value by its dotted name. */
export function valueOf(draft: Draft, field: string): unknown {
  const [name = '', language] = field.split('.');
  const value = (draft as unknown as Record<string, unknown>)[name];
  return language ? (value as Record<string, unknown>)[language] : value;
}

/** The wall clocks that no clock shows, or that are not there yet. */
export function clockProblems(draft: Draft): ('starts_at' | 'ends_at')[] {
  return (['starts_at', 'ends_at'] as const).filter(
    (field) => instantOf(draft[field].local, draft.timezone, draft[field].again) === null,
  );
}

/** The end after its start moved: as long after it as before, as clocks count. */
export function movedEnd(from: string, to: string, end: string): string {
  const [was, is, ended] = [from, to, end].map((local) => Date.parse(`${local}Z`)) as [number, number, number];
  return [was, is, ended].some(Number.isNaN) ? end : later(to, (ended - was) / 60_000);
}

function instant(draft: Draft, field: 'starts_at' | 'ends_at'): string {
  const found = instantOf(draft[field].local, draft.timezone, draft[field].again);
  if (found === null) throw new RangeError(`${field} is no time of day`);
  return found;
}

function perLanguage(texts: Record<string, string>): PerLanguage {
  return Object.fromEntries(LANGUAGES.map((language) => [language, texts[language] ?? ''])) as PerLanguage;
}

/** Without the languages nothing was written in. */
function written(texts: PerLanguage): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
}

function inOrder(languages: readonly Language[]): Language[] {
  return LANGUAGES.filter((language) => languages.includes(language));
}
