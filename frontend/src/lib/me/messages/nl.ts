import type { MeMessages } from './en';

const nl: MeMessages = {
  page: {
    title: 'Mijn pagina',
    signedIn: 'Je bent aangemeld op dit toestel.',
    number: (number) => `Vennootnummer ${number}`,
    factorTitle: 'Nog één stap voor je aan het werk kan',
    factor: 'Je rollen gaan open zodra je ook je tweede factor geeft.',
    factorGo: 'Geef mijn tweede factor',
  },
  registrations: {
    title: 'Mijn inschrijvingen',
    noneTitle: 'Niets in het vooruitzicht',
    none: 'Waarvoor je je inschrijft, staat hier, met je ticket.',
    toTheYear: 'Bekijk wat er komt',
    past: (n) => `Voorbij of vrijgegeven: ${n}`,
    confirmed: 'Je hebt een plaats',
    invited: 'Je bent uitgenodigd',
    waiting: (position) => `Wachtlijst, nummer ${position}`,
    cancelled: 'Vrijgegeven',
  },
  calendar: {
    title: 'Mijn eigen kalender',
    about: 'Alles waarvoor je je inschrijft, in de agenda die je elke dag gebruikt.',
    show: 'Toon de link',
    inMail: 'De link ernaar staat in elke mail over je inschrijvingen.',
    secret: 'Wie deze link heeft, ziet waar je heen gaat.',
    replace: 'Vervang hem',
  },
  details: {
    title: 'Mijn gegevens',
    name: 'Naam',
    email: 'E-mail',
    phone: 'Telefoon',
    language: 'Taal',
    office: 'Kantoor',
    none: 'Niet bekend',
    change: 'Verander ze',
    held: 'Alles wat jullie over mij bewaren',
  },
  roles: {
    title: 'Waar je aan werkt',
    toOffice: 'Naar het kantoor',
    toAssemblies: 'Naar de vergaderingen',
    toDoor: 'Naar de deur',
  },
};

export default nl;
