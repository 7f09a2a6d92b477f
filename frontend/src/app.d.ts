declare global {
  namespace App {
    interface PageState {
      registered?: boolean;
    }
  }
}

export {};
