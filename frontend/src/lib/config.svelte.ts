/** What the server said of itself at start: the organisation, whether it is a demonstration, and what day it is there. */

import type { Config } from '$lib/api/types';

const FIRST: Config = {
  organisation: 'Convoke',
  demo: false,
  rehearsal: false,
  languages: [],
  now: '',
  version: '',
  provider: null,
};

const known = $state<{ config: Config; aheadBy: number }>({ config: FIRST, aheadBy: 0 });

export function config(): Config {
  return known.config;
}

export function setConfig(found: Config): void {
  known.config = found;
  known.aheadBy = Date.parse(found.now) - Date.now();
}

/** The time it is for the house: the server's clock, which in a demonstration runs on another day. */
export function now(): Date {
  return new Date(Date.now() + known.aheadBy);
}
