import type { MeMessages } from './en';

const nl: MeMessages = {
  page: {
    title: 'Mijn pagina',
    signedIn: 'Je bent aangemeld op dit toestel.',
    number: (number) => `Vennootnummer ${number}`,
  },
  roles: {
    title: 'Waar je aan werkt',
    admin: 'Beheerder',
    organiser: 'Organisator',
    door: 'Deur',
    bureau: 'Bureau van de vergadering',
    scrutineer: 'Stemopnemer',
    member: 'Vennoot',
    everywhere: 'alle kantoren',
    toOffice: 'Naar het kantoor',
    toDoor: 'Naar de deur',
  },
};

export default nl;
