/** The agenda a page works on, and one thing at a time that changes it. */

import { versioned, type Answer, type Version } from '$lib/api/client';
import { Trying } from '$lib/trying.svelte';
import { agendaOf, type Agenda } from './load';

/** An agenda as it stands, for all parts of a page. */
export class Desk {
  version = $state.raw<Version<Agenda>>() as Version<Agenda>;

  constructor(
    readonly slug: string,
    begun: Version<Agenda>,
  ) {
    this.version = begun;
  }

  get agenda(): Agenda {
    return this.version.found;
  }

  /** Whether members read it, so that changes need a reason. */
  get read(): boolean {
    return this.agenda.published_at !== null;
  }

  get fixed(): boolean {
    return this.agenda.status === 'open' || this.agenda.status === 'closed';
  }
}

export class Keeping extends Trying {
  /** What was just done, in a sentence. */
  done = $state('');

  constructor(readonly desk: Desk) {
    super();
  }

  /** Ask for a change, and show the agenda as it then is; whether it went well. Refused for a newer one, that is shown. */
  async keep(ask: () => Promise<Answer<Agenda>>, said: string): Promise<boolean> {
    this.done = '';
    const well = await this.run(async () => {
      this.desk.version = await versioned(ask());
      this.done = said;
    });
    if (this.problem?.slug === 'changed-meanwhile')
      this.desk.version = await agendaOf(fetch, this.desk.slug).catch(() => this.desk.version);
    return well;
  }
}
