const en = {
  frame: {
    skip: 'Skip to the content',
    year: 'The year',
    language: 'Language',
    theme: 'Light or dark',
    themes: { auto: 'As my device', light: 'Light', dark: 'Dark' },
    calendars: 'Calendars',
    style: 'Our style',
    mails: 'Mail that would have left',
    about: (organisation: string) => `The calendar of ${organisation}`,
    demo: 'A demonstration: the members are made up, and mail stays here.',
    door: 'The door',
    office: 'The office',
    signOut: 'Sign out',
  },
  actions: { close: 'Close', retry: 'Try again', copy: 'Copy the link', copied: 'Copied' },
  states: { loading: 'One moment …' },
  problems: {
    offlineTitle: 'No connection',
    offlineDetail: 'We could not reach the server. Check your connection and try again: nothing you typed is lost.',
    unexpectedTitle: 'Something went wrong here',
    unexpectedDetail: 'It is our fault, not yours. Try again in a moment.',
    missingTitle: 'There is no such page',
    missingDetail:
      'The address may be mistyped, or the event has another one now. You will find everything in the year.',
    toTheYear: 'See the whole year',
  },
};

export type Messages = typeof en;
export default en;
