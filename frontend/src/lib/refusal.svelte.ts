/** What was refused of what somebody wrote, told for as long as it is still so and in the language spoken. */

import type { Problem } from './api/problems';
import { language, t, type Language } from './messages';

interface Fault {
  /** What the field held when it was refused. */
  held: string;
  says: () => string;
}

export class Refusal {
  #problem = $state.raw<Problem>();
  #faults = $state.raw<Record<string, Fault>>({});
  #spoken = $state.raw<Language>();
  readonly #written: (field: string) => unknown;

  /** The message at each field that still holds what was refused. */
  readonly fields: Record<string, string> = $derived.by(() => {
    const standing = Object.entries(this.#faults).filter(([field, { held }]) => this.#holds(field) === held);
    return Object.fromEntries(standing.map(([field, { says }]) => [field, says()]));
  });

  /** The problem, while it is told in the language spoken and something of it is left to mend. */
  readonly problem: Problem | undefined = $derived.by(() => {
    if (!this.#problem || this.#spoken !== language()) return undefined;
    const mended = Object.keys(this.#faults).length > 0 && Object.keys(this.fields).length === 0;
    return mended ? undefined : { ...this.#problem, fields: this.fields };
  });

  /** written: what the form holds now at a field, by its dotted path (`party.2`). */
  constructor(written: (field: string) => unknown) {
    this.#written = written;
  }

  /** The kind of problem, whatever the language it was told in. */
  get slug(): string | undefined {
    return this.#problem?.slug;
  }

  /** Where the thing is that stands in the way, when it is one's own. */
  get location(): string | undefined {
    return this.#problem?.location;
  }

  /** Forget everything: something is asked anew. */
  clear(): void {
    this.#problem = undefined;
    this.#faults = {};
  }

  /** What the form itself finds wrong, by field, with the words for it. True when there is anything. */
  found(faults: Record<string, () => string>): boolean {
    this.clear();
    this.#faults = this.#held(faults);
    return Object.keys(faults).length > 0;
  }

  /** What the server refused: its words are in one language, so in another the field is only pointed at. */
  take(problem: Problem): void {
    const spoken = language();
    const says = (message: string) => () => (language() === spoken ? message : t().problems.mend);
    this.#problem = problem;
    this.#spoken = spoken;
    this.#faults = this.#held(
      Object.fromEntries(Object.entries(problem.fields).map(([field, message]) => [field, says(message)])),
    );
  }

  #held(faults: Record<string, () => string>): Record<string, Fault> {
    return Object.fromEntries(
      Object.entries(faults).map(([field, says]) => [field, { held: this.#holds(field), says }]),
    );
  }

  #holds(field: string): string {
    return JSON.stringify(this.#written(field)) ?? '';
  }
}

/** What an object holds at a dotted path. */
export function at(whole: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((found, key) => (found as Record<string, unknown> | null | undefined)?.[key], whole);
}
