import type { Query } from '$lib/members/load';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** What happened, where the API says it. */
      title?: string;
    }

    interface PageState {
      registered?: boolean;
      /** What the register was last searched for on this page. */
      members?: Query;
    }
  }
}

export {};
