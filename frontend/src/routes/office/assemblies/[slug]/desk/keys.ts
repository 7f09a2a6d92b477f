/** The desk's keys: single letters, while nobody writes and they are switched on (WCAG 2.1.4). */

export const KEYS = {
  help: '?',
  next: 'n',
  previous: 'p',
  speaker: 's',
  stop: 'e',
  add: 'a',
  list: 'l',
  questions: 'q',
  group: 'g',
  incident: 'i',
  vote: 'v',
  record: 'r',
  pause: 'u',
  open: 'o',
} as const;

export type Key = keyof typeof KEYS;

const KEPT = 'desk-keys';
const WRITES = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

/** What a press asks for, if it is one of ours. The help is always there: it is where keys are switched on. */
export function keyOf(event: KeyboardEvent, on: boolean): Key | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return undefined;
  if (event.target instanceof Element && event.target.closest(WRITES)) return undefined;
  if (document.querySelector('dialog[open]')) return undefined;
  const found = (Object.keys(KEYS) as Key[]).find((key) => KEYS[key] === event.key.toLowerCase());
  return on || found === 'help' ? found : undefined;
}

export function keptOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

export function keep(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
  } catch {
    // Storage may be refused (private windows): the choice then lasts as long as the page.
  }
}
