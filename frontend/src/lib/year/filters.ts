/** What of the year is shown, kept in the address so that a view can be shared. */

import type { Event, Mode } from '$lib/api/types';
import { isLanguage, type Language } from '$lib/messages/languages';

export interface Filters {
  view: 'months' | 'list';
  offices: string[];
  mode: Mode | '';
  language: Language | '';
  q: string;
}

const MODES: readonly string[] = ['on_site', 'online', 'hybrid'] satisfies Mode[];

export function readFilters(query: URLSearchParams): Filters {
  const mode = query.get('mode') ?? '';
  const language = query.get('language');
  return {
    view: query.get('view') === 'list' ? 'list' : 'months',
    offices: [...new Set(query.getAll('office').filter(Boolean))],
    mode: MODES.includes(mode) ? (mode as Mode) : '',
    language: isLanguage(language) ? language : '',
    q: query.get('q') ?? '',
  };
}

/** The address of the same page with these filters; what is not a filter (year, lang) stays. */
export function withFilters(url: URL, filters: Filters): URL {
  const changed = new URL(url);
  const query = changed.searchParams;
  for (const name of ['view', 'office', 'mode', 'language', 'q']) query.delete(name);
  if (filters.view === 'list') query.set('view', 'list');
  for (const office of filters.offices) query.append('office', office);
  if (filters.mode) query.set('mode', filters.mode);
  if (filters.language) query.set('language', filters.language);
  if (filters.q.trim()) query.set('q', filters.q);
  return changed;
}

/** How many filters narrow the year. */
export function narrowing(filters: Filters): number {
  return filters.offices.length + [filters.mode, filters.language, filters.q.trim()].filter(Boolean).length;
}

/** Whether an event passes: any of the offices, and every word somewhere; accents, capitals, kinds of apostrophe aside. */
export function passes(event: Event, filters: Filters): boolean {
  if (filters.offices.length && !filters.offices.includes(event.office)) return false;
  if (filters.mode && event.mode !== filters.mode) return false;
  if (filters.language && !event.languages.includes(filters.language)) return false;
  const words = folded(filters.q).split(/\s+/).filter(Boolean);
  if (!words.length) return true;
  const said = [...Object.values(event.title), ...Object.values(event.description), event.venue ?? ''];
  const text = folded(said.join(' '));
  return words.every((word) => text.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[‘’]/g, "'").toLowerCase();
}
