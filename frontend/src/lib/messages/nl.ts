import type { Messages } from './en';

export default {
  frame: {
    skip: 'Naar de inhoud',
    year: 'Het jaar',
    language: 'Taal',
    theme: 'Licht of donker',
    themes: { auto: 'Zoals mijn toestel', light: 'Licht', dark: 'Donker' },
    calendars: 'Agenda’s',
    style: 'Onze stijl',
    mails: 'Mails die vertrokken zouden zijn',
    about: (organisation) => `De kalender van ${organisation}`,
    demo: 'Een demonstratie: de vennoten zijn verzonnen en de mails blijven hier.',
    door: 'De deur',
    office: 'Het kantoor',
    signOut: 'Afmelden',
  },
  actions: { close: 'Sluiten', retry: 'Probeer opnieuw', copy: 'Kopieer de link', copied: 'Gekopieerd' },
  states: { loading: 'Een ogenblik …' },
  problems: {
    offlineTitle: 'Geen verbinding',
    offlineDetail:
      'We konden de server niet bereiken. Kijk je verbinding na en probeer opnieuw: wat je typte, is niet verloren.',
    unexpectedTitle: 'Hier ging iets mis',
    unexpectedDetail: 'Het ligt aan ons, niet aan jou. Probeer het straks opnieuw.',
    missingTitle: 'Deze pagina bestaat niet',
    missingDetail:
      'Misschien staat er een tikfout in het adres, of heeft de activiteit nu een ander adres. In het jaar vind je alles.',
    toTheYear: 'Bekijk het hele jaar',
  },
} satisfies Messages;
