/** Where a form leads once it was refused. */

import { tick } from 'svelte';

const FIELD = '[aria-invalid="true"]';
const SAID = '[role="alert"]';

/**
 * Lead to what is to be mended within a form: the first field that is wrong, else what is said of the whole.
 * before: what is more urgent than any field, where there is such a thing.
 */
export async function pointOut(within: HTMLElement, before?: string): Promise<void> {
  await tick();
  const selectors = [before, FIELD, SAID].filter((one) => one !== undefined);
  const found = selectors.map((one) => within.querySelector<HTMLElement>(one)).find((one) => one !== null);
  found?.focus({ preventScroll: true });
  found?.scrollIntoView({ block: 'center' });
}
