import type { MeMessages } from './en';

const de: MeMessages = {
  page: {
    title: 'Meine Seite',
    signedIn: 'Sie sind auf diesem Gerät angemeldet.',
    number: (number) => `Mitgliedsnummer ${number}`,
  },
  roles: {
    title: 'Woran Sie arbeiten',
    admin: 'Verwaltung',
    organiser: 'Organisation',
    door: 'Einlass',
    bureau: 'Versammlungsleitung',
    scrutineer: 'Stimmenzähler',
    member: 'Mitglied',
    everywhere: 'alle Büros',
    toOffice: 'Zum Büro',
    toDoor: 'Zum Einlass',
  },
};

export default de;
