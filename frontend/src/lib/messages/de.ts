import type { Messages } from './en';

export default {
  frame: {
    skip: 'Zum Inhalt',
    year: 'Das Jahr',
    language: 'Sprache',
    theme: 'Hell oder dunkel',
    themes: { auto: 'Wie mein Gerät', light: 'Hell', dark: 'Dunkel' },
    calendars: 'Kalender',
    style: 'Unser Stil',
    mails: 'E-Mails, die verschickt worden wären',
    about: (organisation) => `Der Kalender von ${organisation}`,
    demo: 'Eine Vorführung: Die Mitglieder sind erfunden, und die E-Mails bleiben hier.',
    door: 'Der Einlass',
    office: 'Das Büro',
    signOut: 'Abmelden',
  },
  actions: { close: 'Schließen', retry: 'Erneut versuchen', copy: 'Link kopieren', copied: 'Kopiert' },
  states: { loading: 'Einen Moment …' },
  problems: {
    offlineTitle: 'Keine Verbindung',
    offlineDetail:
      'Wir konnten den Server nicht erreichen. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut: Nichts von dem, was Sie geschrieben haben, ist verloren.',
    unexpectedTitle: 'Hier ist etwas schiefgegangen',
    unexpectedDetail: 'Das liegt an uns, nicht an Ihnen. Versuchen Sie es gleich noch einmal.',
    missingTitle: 'Diese Seite gibt es nicht',
    missingDetail:
      'Vielleicht ist die Adresse falsch geschrieben, oder die Veranstaltung hat jetzt eine andere. Im Jahr finden Sie alles.',
    toTheYear: 'Das ganze Jahr ansehen',
  },
} satisfies Messages;
