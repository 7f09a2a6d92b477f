import type { MeMessages } from './en';

const de: MeMessages = {
  page: {
    title: 'Meine Seite',
    signedIn: 'Sie sind auf diesem Gerät angemeldet.',
    number: (number) => `Mitgliedsnummer ${number}`,
    factorTitle: 'Noch ein Schritt, bevor Sie arbeiten können',
    factor: 'Ihre Rollen öffnen sich, sobald Sie auch Ihren zweiten Faktor geben.',
    factorGo: 'Meinen zweiten Faktor geben',
  },
  registrations: {
    title: 'Meine Anmeldungen',
    noneTitle: 'Nichts steht bevor',
    none: 'Wofür Sie sich anmelden, steht hier, mit Ihrem Ticket.',
    toTheYear: 'Ansehen, was geplant ist',
    past: (n) => `Vergangen oder zurückgegeben: ${n}`,
    confirmed: 'Sie haben einen Platz',
    invited: 'Sie sind eingeladen',
    waiting: (position) => `Warteliste, Nummer ${position}`,
    cancelled: 'Zurückgegeben',
  },
  calendar: {
    title: 'Mein eigener Kalender',
    about: 'Alles, wofür Sie sich anmelden, in dem Kalender, den Sie jeden Tag benutzen.',
    show: 'Link zeigen',
    inMail: 'Der Link dazu steht in jeder E-Mail zu Ihren Anmeldungen.',
    secret: 'Wer diesen Link hat, sieht, wohin Sie gehen.',
    replace: 'Ersetzen',
  },
  details: {
    title: 'Meine Angaben',
    name: 'Name',
    email: 'E-Mail',
    phone: 'Telefon',
    language: 'Sprache',
    office: 'Büro',
    none: 'Nicht bekannt',
    change: 'Ändern',
    held: 'Alles, was Sie über mich haben',
  },
  roles: {
    title: 'Woran Sie arbeiten',
    toOffice: 'Zum Büro',
    toAssemblies: 'Zu den Versammlungen',
    toDoor: 'Zum Einlass',
  },
};

export default de;
