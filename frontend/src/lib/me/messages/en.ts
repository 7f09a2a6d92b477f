const en = {
  page: {
    title: 'My page',
    signedIn: 'You are signed in on this device.',
    number: (number: number) => `Member number ${number}`,
    factorTitle: 'One more step before you can work',
    factor: 'Your roles open once you have given a second factor as well.',
    factorGo: 'Give my second factor',
  },
  registrations: {
    title: 'My registrations',
    noneTitle: 'Nothing ahead',
    none: 'What you register for stands here, with your ticket.',
    toTheYear: 'See what is planned',
    past: (n: number) => `Over or given back: ${n}`,
    confirmed: 'You have a place',
    invited: 'You are invited',
    waiting: (position: number) => `Waiting list, number ${position}`,
    cancelled: 'Given back',
  },
  calendar: {
    title: 'My own calendar',
    about: 'Everything you register for, in the calendar you use every day.',
    show: 'Show the link',
    inMail: 'The link to it is in every mail about your registrations.',
    secret: 'Whoever has this link sees where you go.',
    replace: 'Replace it',
  },
  details: {
    title: 'My details',
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    language: 'Language',
    office: 'Office',
    none: 'Not known',
    change: 'Change them',
    held: 'Everything we hold about me',
  },
  roles: {
    title: 'What you work on',
    toOffice: 'To the office',
    toAssemblies: 'To the assemblies',
    toDoor: 'To the door',
  },
};

export type MeMessages = typeof en;
export default en;
