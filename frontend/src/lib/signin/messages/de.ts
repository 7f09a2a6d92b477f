import type { SignInMessages } from './en';

const de: SignInMessages = {
  page: {
    title: 'Anmelden',
    about: 'Wir mailen Ihnen einen Code und einen Link. Ein Passwort gibt es nicht.',
    email: 'Ihre E-Mail-Adresse',
    emailHint: (organisation) => `Die, unter der ${organisation} Sie kennt.`,
    action: 'Code zusenden',
    busy: 'Einen Moment …',
    signedIn: (name) => `Sie sind schon angemeldet, als ${name}.`,
    goOn: 'Weiter',
  },
  provider: {
    about: (organisation) => `Als Mitglied von ${organisation} haben Sie ein Konto.`,
    action: (name) => `Mit ${name} anmelden`,
    or: 'oder per E-Mail',
    notIn: 'Sie sind nicht angemeldet',
    failed: {
      unavailable:
        'Der Anmeldedienst antwortet nicht. Versuchen Sie es später erneut, oder melden Sie sich per E-Mail an.',
      refused:
        'Das hat nicht geklappt: Die Antwort kam zu spät oder war nicht für diesen Browser bestimmt. Versuchen Sie es erneut.',
      unknown:
        'Mit diesem Konto finden wir Sie nicht. Fragen Sie Ihr Büro, oder melden Sie sich per E-Mail mit der Adresse an, die wir kennen.',
    },
  },
  waiting: {
    title: 'Sehen Sie in Ihre E-Mails',
    sent: (email) => `Wenn wir ${email} kennen, ist eine E-Mail mit einem Code unterwegs.`,
    code: 'Code aus der E-Mail',
    hint: (digits) => `${digits} Ziffern. Oder öffnen Sie den Link in der E-Mail, in diesem Browser.`,
    action: 'Anmelden',
    noMail: 'Keine E-Mail?',
    unwanted: 'Sehen Sie auch im Spam-Ordner nach.',
    right: (organisation) => `Prüfen Sie, ob die Adresse stimmt und ob ${organisation} Sie unter ihr kennt.`,
    again: 'Noch einmal senden',
    sentAgain: 'Noch eine E-Mail ist unterwegs. Der Code darin ist derselbe.',
    fresh: 'Neue E-Mail anfordern',
    other: 'Eine andere Adresse verwenden',
  },
  mail: {
    about: (email) => `Dieser Browser hat eine E-Mail an ${email} angefordert.`,
    action: 'Jetzt anmelden',
    elsewhere: 'Dieser Link funktioniert hier nicht',
    elsewhereDetail:
      'Er funktioniert eine Viertelstunde lang, und nur in dem Browser, in dem Sie die E-Mail angefordert haben. Ist jene Seite noch offen, hier oder auf einem anderen Gerät? Tippen Sie dort den Code aus derselben E-Mail ein.',
    anew: 'In diesem Browser anmelden',
    done: 'Sie sind angemeldet',
    doneDetail: 'Der Link hat seine Arbeit getan.',
  },
  link: {
    about: 'Ihr Link meldet Sie auf diesem Gerät an.',
    action: 'Jetzt anmelden',
    dead: 'Dieser Link funktioniert nicht mehr',
    deadDetail:
      'Er ist abgelaufen oder wurde zurückgezogen. Mit Ihrer E-Mail-Adresse können Sie sich weiterhin anmelden.',
    byMail: 'Per E-Mail anmelden',
  },
  logins: {
    title: 'Wo Sie angemeldet sind',
    unknown: 'Unbekanntes Gerät',
    here: 'dieses Gerät',
    from: (source) => `Netzwerkadresse ${source}`,
    via: {
      mail: 'per E-Mail',
      link: 'mit einem Anmeldelink',
      provider: 'mit dem Konto der Genossenschaft',
    },
    since: (moment) => `Angemeldet am ${moment}`,
    used: (moment) => `zuletzt gesehen am ${moment}`,
    end: 'Abmelden',
    endNamed: (device, moment) => `${device} abmelden, angemeldet am ${moment}`,
    ended: (device) => `${device} ist abgemeldet.`,
    endOthers: 'Überall sonst abmelden',
    endedOthers: 'Sie sind nur noch auf diesem Gerät angemeldet.',
    alone: 'Auf diesem Gerät, und nirgends sonst.',
  },
  choices: {
    title: 'Mehrere Mitglieder teilen diese Adresse',
    about: (name) => `Sie handeln jetzt für ${name}.`,
    choose: (name) => `Weiter als ${name}`,
  },
};

export default de;
