/** Rules on their way: written, explained as they are set, and saved, with what somebody else saved meanwhile. */

import { api, got } from '$lib/api/client';
import { Failed, type Problem } from '$lib/api/problems';
import { at, Refusal } from '$lib/refusal.svelte';
import type { Draft, Rules } from './rules';

/** After so long without a key, the rules are explained anew. */
export const PAUSE_MS = 350;

/** What is stored, as a form needs it. */
export interface Kept {
  draft: Draft;
  explained: string[];
  etag: string;
}

export interface Keeping {
  /** Store the rules; etag: of the version they were written on, none when they are new. */
  keep: (draft: Draft, etag: string | undefined) => Promise<Kept>;
  /** What is stored now. */
  look?: () => Promise<Kept>;
}

export class RulesWriting {
  draft: Draft;
  /** A sentence for each rule, as they were last set in a way that can be. */
  explained = $state.raw<string[]>([]);
  /** Why there are no newer sentences: something to mend, or no answer. */
  waits = $state<'mend' | 'silent'>();
  saving = $state(false);
  /** What somebody else saved meanwhile. */
  clash = $state.raw<Kept>();
  #etag: string | undefined;
  #base: string;
  #asking: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #refused: Refusal;
  readonly #unexplained: Refusal;

  constructor(
    start: Draft,
    private readonly keeping: Keeping,
    kept?: Pick<Kept, 'explained' | 'etag'>,
  ) {
    this.draft = $state(structuredClone(start));
    this.explained = kept?.explained ?? [];
    this.#etag = kept?.etag;
    this.#base = $state(JSON.stringify(start));
    this.#refused = new Refusal((field) => at(this.draft, field));
    this.#unexplained = new Refusal((field) => at(this.draft, field));
  }

  get dirty(): boolean {
    return JSON.stringify(this.draft) !== this.#base;
  }

  get problem(): Problem | undefined {
    return this.#refused.problem;
  }

  /** The message at each field that is to mend. busy: the field somebody is writing in, told only once it was refused. */
  errors(busy: string | undefined): Record<string, string> {
    const early = Object.entries(this.#unexplained.fields).filter(([field]) => field !== busy);
    return { ...Object.fromEntries(early), ...this.#refused.fields };
  }

  /** Begin with other rules. */
  begin(draft: Draft): void {
    this.draft = draft;
    this.#base = JSON.stringify(draft);
    this.#refused.clear();
    this.#unexplained.clear();
  }

  /** Explain these rules after a pause, unless others are set before. name: for those that have none yet. */
  explainSoon(rules: Rules, name: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#explain({ ...rules, name: rules.name.trim() || name }), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  async #explain(body: Rules): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    try {
      const { explained } = await got(api().POST('/api/statutes/explanations', { body, signal }));
      if (signal.aborted) return;
      [this.explained, this.waits] = [explained, undefined];
      this.#unexplained.clear();
    } catch (raised) {
      if (signal.aborted) return;
      if (!(raised instanceof Failed)) throw raised;
      this.waits = Object.keys(raised.problem.fields).length ? 'mend' : 'silent';
      this.#unexplained.take(raised.problem);
    }
  }

  /** Store what is written; whether it is. */
  async save(): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.#refused.clear();
    try {
      this.#take(await this.keeping.keep($state.snapshot(this.draft), this.#etag));
      return true;
    } catch (raised) {
      if (!(raised instanceof Failed)) throw raised;
      await this.#meet(raised.problem);
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Store what is written over what somebody else saved. */
  async insist(): Promise<boolean> {
    this.#etag = this.clash?.etag;
    this.clash = undefined;
    return await this.save();
  }

  /** Drop what is written for what they saved. */
  yield(): void {
    if (this.clash) this.#take(this.clash);
  }

  #take(kept: Kept): void {
    [this.explained, this.#etag, this.clash] = [kept.explained, kept.etag, undefined];
    this.begin(kept.draft);
  }

  async #meet(problem: Problem): Promise<void> {
    const theirs =
      problem.slug === 'changed-meanwhile' ? await this.keeping.look?.().catch(() => undefined) : undefined;
    if (theirs) this.clash = theirs;
    else this.#refused.take(named(problem));
  }
}

/** A patch tells fields within `statutes`; the form knows them without. */
function named(problem: Problem): Problem {
  const fields = Object.entries(problem.fields).map(([field, says]) => [field.replace(/^statutes\./, ''), says]);
  return { ...problem, fields: Object.fromEntries(fields) };
}
