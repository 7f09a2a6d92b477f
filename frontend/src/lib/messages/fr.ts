import type { Messages } from './en';

export default {
  frame: {
    skip: 'Aller au contenu',
    year: 'L’année',
    language: 'Langue',
    theme: 'Clair ou sombre',
    themes: { auto: 'Comme mon appareil', light: 'Clair', dark: 'Sombre' },
    calendars: 'Agendas',
    style: 'Notre style',
    mails: 'Les courriels qui seraient partis',
    about: (organisation) => `Le calendrier de ${organisation}`,
    demo: 'Une démonstration : les sociétaires sont inventés et les courriels restent ici.',
    door: 'La porte',
    office: 'Le bureau',
    signOut: 'Se déconnecter',
  },
  actions: { close: 'Fermer', retry: 'Réessayer', copy: 'Copier le lien', copied: 'Copié' },
  states: { loading: 'Un instant …' },
  problems: {
    offlineTitle: 'Pas de connexion',
    offlineDetail:
      'Nous n’avons pas pu joindre le serveur. Vérifiez votre connexion et réessayez : rien de ce que vous avez écrit n’est perdu.',
    unexpectedTitle: 'Quelque chose n’a pas marché ici',
    unexpectedDetail: 'C’est notre faute, pas la vôtre. Réessayez dans un moment.',
    missingTitle: 'Cette page n’existe pas',
    missingDetail:
      'L’adresse contient peut-être une faute, ou l’événement a changé d’adresse. Vous trouverez tout dans l’année.',
    toTheYear: 'Voir toute l’année',
  },
} satisfies Messages;
