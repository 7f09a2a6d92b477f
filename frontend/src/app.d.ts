declare global {
  namespace App {
    interface Error {
      message: string;
      /** What happened, where the API says it. */
      title?: string;
    }

    interface PageState {
      registered?: boolean;
    }
  }
}

export {};
