/** One event being written: the form, the version it started from, what the server said, and a clash with a colleague. */

import { api } from '$lib/api/client';
import { Failed, type Problem } from '$lib/api/problems';
import { Refusal, at } from '$lib/refusal.svelte';
import type { Event } from '$lib/api/types';
import { LANGUAGES } from '$lib/messages';
import { bodyOf, changesOf, clockProblems, differing, draftOf, meet, withTheirs } from './drafts';
import type { Draft, Meeting } from './drafts';
import { versionOf, withEtag, type Version } from './load';
import { office } from './messages';
import { suggestSlug } from './slugs';

/** What calendars and mail call a move. */
const MOVED = ['starts_at', 'ends_at', 'timezone', 'mode', 'venue', 'online_url'];

/** Refusals that are about one field. */
const FIELD_OF: Record<string, string> = { 'slug-taken': 'slug', 'capacity-too-small': 'capacity' };

export interface Clash extends Meeting {
  /** What they saved. */
  version: Version;
}

export class Writing {
  draft: Draft;
  /** Whether somebody chose the address; until then it follows the title. */
  named = $state(false);
  saving = $state(false);
  readonly #refusal = new Refusal((field) => (field === 'slug' ? this.slug : at(this.draft, field)));
  clash = $state.raw<Clash>();
  version = $state.raw<Version>();
  #base: Draft;

  /** others: the events whose addresses are taken. version: what is edited, unless it is new. */
  constructor(
    start: Draft,
    private readonly others: readonly Event[],
    version?: Version,
  ) {
    this.draft = $state(structuredClone(start));
    this.version = version;
    this.#base = $state.raw(start);
  }

  /** The address: written by hand, stored, or else suggested. */
  get slug(): string {
    if (this.version || this.named) return this.draft.slug;
    const title = LANGUAGES.map((language) => this.draft.title[language]).find((text) => text.trim()) ?? '';
    return suggestSlug(title, new Set(this.others.map((one) => one.slug)), this.draft.starts_at.local.slice(0, 4));
  }

  /** Write the address by hand; an empty one is suggested again. */
  set slug(slug: string) {
    this.draft.slug = slug;
    this.named = slug !== '';
  }

  /** The message at each field that is still to mend. */
  get errors(): Record<string, string> {
    return this.#refusal.fields;
  }

  /** What was refused last, until it is mended. */
  get problem(): Problem | undefined {
    return this.#refusal.problem;
  }

  get dirty(): boolean {
    return differing(this.#base, this.draft).length > 0;
  }

  /** Whether saving will mail everyone registered. */
  get moves(): boolean {
    const moved = () => differing(this.#base, this.draft).some((field) => MOVED.includes(field));
    return this.version?.event.status === 'published' && moved();
  }

  /** Store what is written: true once it is, false when something has to be mended or chosen first. */
  async save(): Promise<boolean> {
    const draft: Draft = { ...$state.snapshot(this.draft), slug: this.slug };
    const unclear = clockProblems(draft).map((field) => [field, () => office().form.missing] as const);
    if (this.#refusal.found(Object.fromEntries(unclear))) return false;
    this.saving = true;
    try {
      this.#take(await this.#send(draft));
      return true;
    } catch (raised) {
      if (!(raised instanceof Failed)) throw raised;
      await this.#refused(raised.problem);
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Settle a clash: their changes where only they changed something or were chosen, mine elsewhere; then save. */
  async settle(chosen: readonly string[]): Promise<boolean> {
    if (!this.clash) return false;
    const { version, theirs } = this.clash;
    const other = draftOf(version.event);
    this.draft = withTheirs($state.snapshot(this.draft), other, [...theirs, ...chosen]);
    this.version = version;
    this.#base = other;
    this.clash = undefined;
    return await this.save();
  }

  /** Drop what is written for the version a colleague saved. */
  yield(): void {
    if (this.clash) this.#take(this.clash.version);
  }

  async #send(draft: Draft): Promise<Version> {
    const asked = this.version ? this.#change(this.version, draft) : api().POST('/api/events', { body: bodyOf(draft) });
    return asked instanceof Promise ? await withEtag(asked) : asked;
  }

  #change(version: Version, draft: Draft) {
    const body = changesOf(this.#base, draft);
    if (!Object.keys(body).length) return version;
    const params = { path: { slug: version.event.slug }, header: { 'If-Match': version.etag } };
    return api().PATCH('/api/events/{slug}', { params, body });
  }

  #take(version: Version): void {
    this.version = version;
    this.#base = draftOf(version.event);
    this.draft = draftOf(version.event);
    this.clash = undefined;
    this.#refusal.clear();
  }

  async #refused(problem: Problem): Promise<void> {
    if (problem.slug === 'changed-meanwhile' && this.version) {
      const version = await versionOf(fetch, this.version.event.slug).catch(() => undefined);
      if (version) {
        const met = meet(this.#base, $state.snapshot(this.draft), draftOf(version.event));
        this.clash = { ...met, version };
        return;
      }
    }
    const field = FIELD_OF[problem.slug];
    this.#refusal.take(field ? { ...problem, fields: { [field]: problem.detail } } : problem);
  }
}
