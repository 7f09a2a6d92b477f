const en = {
  page: {
    title: 'Sign in',
    about: 'We mail you a code and a link. There is no password.',
    email: 'Your e-mail address',
    emailHint: (organisation: string) => `The one by which ${organisation} knows you.`,
    action: 'Mail me a code',
    busy: 'One moment…',
    signedIn: (name: string) => `You are signed in already, as ${name}.`,
    goOn: 'Go on',
  },
  provider: {
    about: (organisation: string) => `Members of ${organisation} have an account.`,
    action: (name: string) => `Sign in with ${name}`,
    or: 'or by mail',
    notIn: 'You are not signed in',
    failed: {
      unavailable: 'The service that knows you does not answer. Try again later, or sign in by mail.',
      refused: 'That did not work: the answer came too late, or was not meant for this browser. Try again.',
      unknown: 'We do not find you by that account. Ask your office, or sign in by mail with the address we know.',
    },
  },
  waiting: {
    title: 'Look in your mail',
    sent: (email: string) => `If we know ${email}, a mail with a code is on its way.`,
    code: 'Code from the mail',
    hint: (digits: number) => `${digits} digits. Or open the link in the mail, in this browser.`,
    action: 'Sign in',
    noMail: 'No mail?',
    unwanted: 'Look among unwanted mail as well.',
    right: (organisation: string) => `Check that the address is right, and the one by which ${organisation} knows you.`,
    again: 'Mail it again',
    sentAgain: 'Another mail is on its way. The code in it is the same.',
    fresh: 'Ask for a new mail',
    other: 'Use another address',
  },
  mail: {
    about: (email: string) => `This browser asked for a mail to ${email}.`,
    action: 'Sign me in',
    elsewhere: 'This link belongs to another browser',
    elsewhereDetail:
      'Or the mail is older than a quarter of an hour. Go back to the page where you asked for it, and type the code from the same mail there.',
    anew: 'Sign in in this browser instead',
    done: 'You are signed in',
    doneDetail: 'The link has done its work.',
  },
  link: {
    about: 'Your link signs you in on this device.',
    action: 'Sign me in',
  },
  logins: {
    title: 'Where you are signed in',
    unknown: 'Unknown device',
    here: 'this device',
    from: (source: string) => `network address ${source}`,
    via: {
      mail: 'by mail',
      link: 'with a sign-in link',
      provider: 'with the cooperative’s account',
    },
    since: (moment: string) => `Signed in ${moment}`,
    used: (moment: string) => `last seen ${moment}`,
    end: 'Sign out',
    endNamed: (device: string, moment: string) => `Sign out ${device}, signed in ${moment}`,
    ended: (device: string) => `${device} is signed out.`,
    endOthers: 'Sign out everywhere else',
    endedOthers: 'You are signed in on this device alone.',
    alone: 'On this device, and nowhere else.',
  },
  choices: {
    title: 'Several members share this address',
    about: (name: string) => `You act for ${name} now.`,
    choose: (name: string) => `Go on as ${name}`,
  },
};

export type SignInMessages = typeof en;
export default en;
