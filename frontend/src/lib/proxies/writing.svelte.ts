/** A proxy being written: what it holds, what is still to mend, and the body that is sent. */

import { Refusal, at } from '$lib/refusal.svelte';
import { instantOf } from '$lib/office/zones';
import type { Choice, Kind, NewPaper, NewProxy, Resolution } from './load';
import { proxies } from './messages';

/** How one item is to be voted on. `free`: as the holder thinks best. */
export interface Say {
  chosen: boolean;
  how: Choice | 'free' | 'own';
  words: string;
}

export class Wish {
  number = $state('');
  name = $state('');
  kind = $state<Kind>('general');
  again = $state(false);
  until = $state('');
  says = $state<Record<number, Say>>({});
  readonly #refusal = new Refusal((field) => (field === 'items' ? this.says : at(this.body, field)));

  constructor(
    readonly resolutions: readonly Resolution[],
    readonly zone: string,
  ) {
    this.says = Object.fromEntries(resolutions.map((one) => [one.id, { chosen: false, how: 'free', words: '' }]));
  }

  /** The items it names, in the order in which they are sent. */
  get named(): Resolution[] {
    if (this.kind !== 'named' && this.kind !== 'instructed') return [];
    return this.resolutions.filter(({ id }) => {
      const say = this.says[id];
      return this.kind === 'named' ? say?.chosen : say && say.how !== 'free';
    });
  }

  get body(): NewProxy {
    return {
      holder: Number(this.number) || 0,
      holder_name: this.name,
      kind: this.kind,
      items: this.named.map(({ id }) => ({ item: id, ...this.#said(id) })),
      until: this.until ? instantOf(this.until, this.zone) : null,
      again: this.again,
    };
  }

  get errors(): Record<string, string> {
    return this.#refusal.fields;
  }

  get refusal(): Refusal {
    return this.#refusal;
  }

  /** The message at one item's instruction. */
  errorOf(item: number): string | undefined {
    const n = this.named.findIndex(({ id }) => id === item);
    const [, message] = Object.entries(this.errors).find(([field]) => field.startsWith(`items.${n}.`)) ?? [];
    return n < 0 ? undefined : (message ?? this.errors[`items.${n}`]);
  }

  /** Whether it can be looked over; what is missing is told at its field. more: what the form asks besides. */
  ready(more: Record<string, () => string> = {}): boolean {
    const words = proxies().give;
    const faults: Record<string, () => string> = { ...more };
    if (!/^\s*\d{1,10}\s*$/.test(this.number)) faults.holder = () => words.numberMissing;
    if (!this.name.trim()) faults.holder_name = () => words.nameMissing;
    if (this.kind === 'named' && !this.named.length) faults.items = () => words.itemsMissing;
    if (this.kind === 'instructed' && !this.named.length) faults.items = () => words.sayMissing;
    if (this.until && !this.body.until) faults.until = () => words.untilMissing;
    return !this.#refusal.found(faults);
  }

  #said(item: number): { choice: Choice | null; words: string | null } {
    const say = this.says[item];
    if (this.kind !== 'instructed' || !say || say.how === 'free') return { choice: null, words: null };
    return say.how === 'own' ? { choice: null, words: say.words } : { choice: say.how, words: null };
  }
}

/** The same from a form on paper, as the office types it in. */
export class Paper extends Wish {
  giver = $state('');
  received = $state('');
  signed = $state(true);

  constructor(resolutions: readonly Resolution[], zone: string, received: string) {
    super(resolutions, zone);
    this.received = received;
  }

  override get body(): NewPaper {
    return { ...super.body, giver: Number(this.giver) || 0, received_on: this.received, accepted: this.signed };
  }

  override ready(): boolean {
    const words = proxies().enter;
    const faults: Record<string, () => string> = {};
    if (!/^\s*\d{1,10}\s*$/.test(this.giver)) faults.giver = () => words.givenMissing;
    if (!this.received) faults.received_on = () => words.dayMissing;
    return super.ready(faults);
  }
}
