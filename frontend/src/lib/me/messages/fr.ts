import type { MeMessages } from './en';

const fr: MeMessages = {
  page: {
    title: 'Ma page',
    signedIn: 'Vous êtes en ligne sur cet appareil.',
    number: (number) => `Sociétaire numéro ${number}`,
    factorTitle: 'Encore une étape avant de travailler',
    factor: 'Vos rôles s’ouvrent dès que vous donnez aussi votre second facteur.',
    factorGo: 'Donner mon second facteur',
  },
  registrations: {
    title: 'Mes inscriptions',
    noneTitle: 'Rien de prévu',
    none: 'Ce à quoi vous vous inscrivez se trouve ici, avec votre billet.',
    toTheYear: 'Voir ce qui se prépare',
    past: (n) => `Passées ou rendues : ${n}`,
    confirmed: 'Vous avez une place',
    invited: 'Vous êtes invité·e',
    waiting: (position) => `Liste d’attente, numéro ${position}`,
    cancelled: 'Rendue',
  },
  calendar: {
    title: 'Mon calendrier',
    about: 'Tout ce à quoi vous vous inscrivez, dans l’agenda que vous utilisez chaque jour.',
    show: 'Montrer le lien',
    inMail: 'Son lien se trouve dans chaque e-mail au sujet de vos inscriptions.',
    secret: 'Qui a ce lien voit où vous allez.',
    replace: 'Le remplacer',
  },
  details: {
    title: 'Mes données',
    name: 'Nom',
    email: 'E-mail',
    phone: 'Téléphone',
    language: 'Langue',
    office: 'Bureau',
    none: 'Inconnu',
    change: 'Les modifier',
    held: 'Tout ce que vous avez sur moi',
  },
  roles: {
    title: 'Ce que vous faites',
    toOffice: 'Vers le bureau',
    toAssemblies: 'Vers les assemblées',
    toDoor: 'Vers la porte',
  },
};

export default fr;
