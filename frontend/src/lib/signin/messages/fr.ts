import type { SignInMessages } from './en';

const fr: SignInMessages = {
  page: {
    title: 'Se connecter',
    about: 'Nous vous envoyons un code et un lien par e-mail. Il n’y a pas de mot de passe.',
    email: 'Votre adresse e-mail',
    emailHint: (organisation) => `Celle que ${organisation} connaît.`,
    action: 'Envoyez-moi un code',
    busy: 'Un instant …',
    signedIn: (name) => `Vous êtes déjà connecté·e, en tant que ${name}.`,
    goOn: 'Continuer',
  },
  provider: {
    about: (organisation) => `En tant que sociétaire de ${organisation}, vous avez un compte.`,
    action: (name) => `Se connecter avec ${name}`,
    or: 'ou par e-mail',
    notIn: 'Vous n’êtes pas connecté·e',
    failed: {
      unavailable: 'Le service de connexion ne répond pas. Réessayez plus tard, ou connectez-vous par e-mail.',
      refused:
        'Cela n’a pas fonctionné\u00a0: la réponse est arrivée trop tard, ou n’était pas destinée à ce navigateur. Réessayez.',
      unknown:
        'Nous ne vous trouvons pas avec ce compte. Demandez à votre bureau, ou connectez-vous par e-mail avec l’adresse que nous connaissons.',
    },
  },
  waiting: {
    title: 'Consultez votre messagerie',
    sent: (email) => `Si nous connaissons ${email}, un e-mail avec un code est en route.`,
    code: 'Code reçu par e-mail',
    hint: (digits) => `${digits} chiffres. Ou ouvrez le lien de l’e-mail, dans ce navigateur.`,
    action: 'Me connecter',
    noMail: 'Pas d’e-mail\u00a0?',
    unwanted: 'Regardez aussi parmi les e-mails indésirables.',
    right: (organisation) => `Vérifiez que l’adresse est juste, et que c’est celle que ${organisation} connaît.`,
    again: 'Renvoyer l’e-mail',
    sentAgain: 'Un autre e-mail est en route. Le code est le même.',
    fresh: 'Demander un nouvel e-mail',
    other: 'Utiliser une autre adresse',
  },
  mail: {
    about: (email) => `Ce navigateur a demandé un e-mail à ${email}.`,
    action: 'Me connecter',
    elsewhere: 'Ce lien ne fonctionne pas ici',
    elsewhereDetail:
      'Il fonctionne un quart d’heure, et seulement dans le navigateur où vous avez demandé l’e-mail. Cette page est encore ouverte, ici ou sur un autre appareil ? Tapez-y le code du même e-mail.',
    anew: 'Se connecter dans ce navigateur',
    done: 'Vous êtes connecté·e',
    doneDetail: 'Le lien a fait son travail.',
  },
  link: {
    about: 'Votre lien vous connecte sur cet appareil.',
    action: 'Me connecter',
    dead: 'Ce lien ne fonctionne plus',
    deadDetail: 'Il a expiré ou a été retiré. Votre adresse e-mail vous permet toujours de vous connecter.',
    byMail: 'Me connecter par e-mail',
  },
  logins: {
    title: 'Où vous êtes connecté·e',
    unknown: 'Appareil inconnu',
    here: 'cet appareil',
    from: (source) => `adresse réseau ${source}`,
    via: {
      mail: 'par e-mail',
      link: 'avec un lien de connexion',
      provider: 'avec le compte de la coopérative',
    },
    since: (moment) => `Connexion le ${moment}`,
    used: (moment) => `vu la dernière fois le ${moment}`,
    end: 'Déconnecter',
    endNamed: (device, moment) => `Déconnecter ${device}, connexion le ${moment}`,
    ended: (device) => `${device}\u00a0: déconnecté.`,
    endOthers: 'Déconnecter partout ailleurs',
    endedOthers: 'Vous n’êtes plus connecté·e que sur cet appareil.',
    alone: 'Sur cet appareil, et nulle part ailleurs.',
  },
  choices: {
    title: 'Plusieurs sociétaires partagent cette adresse',
    about: (name) => `Vous agissez maintenant pour ${name}.`,
    choose: (name) => `Continuer en tant que ${name}`,
  },
};

export default fr;
