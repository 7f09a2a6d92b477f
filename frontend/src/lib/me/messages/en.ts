const en = {
  page: {
    title: 'My page',
    signedIn: 'You are signed in on this device.',
    number: (number: number) => `Member number ${number}`,
  },
  roles: {
    title: 'What you work on',
    admin: 'Administrator',
    organiser: 'Organiser',
    door: 'Door',
    bureau: 'Bureau of the assembly',
    scrutineer: 'Scrutineer',
    member: 'Member',
    everywhere: 'all offices',
    toOffice: 'To the office',
    toDoor: 'To the door',
  },
};

export type MeMessages = typeof en;
export default en;
