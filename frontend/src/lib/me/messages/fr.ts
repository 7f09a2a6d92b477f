import type { MeMessages } from './en';

const fr: MeMessages = {
  page: {
    title: 'Ma page',
    signedIn: 'Vous êtes en ligne sur cet appareil.',
    number: (number) => `Sociétaire numéro ${number}`,
  },
  roles: {
    title: 'Ce que vous faites',
    admin: 'Administration',
    organiser: 'Organisation',
    door: 'Porte',
    bureau: 'Bureau de l’assemblée',
    scrutineer: 'Scrutateur',
    member: 'Sociétaire',
    everywhere: 'tous les bureaux',
    toOffice: 'Vers le bureau',
    toDoor: 'Vers la porte',
  },
};

export default fr;
