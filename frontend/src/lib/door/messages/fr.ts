import { counted } from '$lib/messages/languages';
import type { DoorMessages } from './en';

export default {
  choose: {
    title: 'La porte',
    lead: 'Choisissez l’événement dont vous tenez la porte.',
    search: 'Chercher un événement',
    today: 'Aujourd’hui',
    coming: 'Bientôt',
    past: 'À peine terminé',
    emptyTitle: 'Aucune porte à tenir pour l’instant',
    empty: 'Les événements apparaissent ici dès leur publication, jusqu’à un mois après leur fin.',
    nothing: (words) => `Aucun événement n’a « ${words} » dans son nom ou son lieu. Essayez un mot plus court.`,
  },
  entry: {
    signInTitle: 'Connectez-vous pour tenir la porte',
    signIn:
      'Scannez le code que vous montre l’organisation de l’événement, ou ouvrez votre lien de connexion pour la porte sur cet appareil. C’est vite fait.',
    signInDemo: 'Dans cette démonstration, les liens sont affichés là où elle a été lancée.',
    otherTitle: 'Cette connexion n’ouvre pas de portes',
    other:
      'Vous êtes connecté, mais pour autre chose. Demandez à l’organisateur un lien pour la porte et ouvrez-le ici.',
    missingTitle: 'Cette porte n’est pas la vôtre',
    missing: 'Cet événement n’existe pas, ou votre connexion vaut pour un autre.',
    doors: 'Voir mes portes',
  },
  gate: {
    title: 'Quelle entrée est-ce ?',
    hint: 'Le nom que tout le monde connaît, comme « Entrée principale ». Il s’affiche quand un billet revient.',
    label: 'Entrée',
    known: 'Entrées en service',
    missing: 'Tapez le nom de votre entrée, ou choisissez-en une.',
    open: 'Ouvrir la porte',
    other: 'Un autre événement',
  },
  scan: {
    title: (event) => `La porte : ${event}`,
    change: (gate) => `${gate} : changer d’entrée`,
    direction: 'Le sens du passage',
    in: 'Entrée',
    out: 'Sortie',
    camera: 'La caméra',
    aim: 'Placez le code devant la caméra',
    starting: 'La caméra démarre …',
    torch: 'Lampe',
    sound: 'Son',
    code: 'Code',
    codeHint: 'Un lecteur à câble ou Bluetooth fonctionne à tout moment. Vous pouvez aussi taper ou coller un code.',
    codeLabel: 'Code du billet',
    check: 'Vérifier',
    close: 'Fermer',
    tools: 'Autres moyens',
    latest: 'Derniers passages',
    latestShort: 'Derniers',
    noneYet: 'Personne encore. Chaque passage apparaît ici.',
  },
  counts: {
    arrived: (arrived, expected) => `${arrived} sur ${expected} arrivés`,
    inside: counted('fr', '{n} à l’intérieur', '{n} à l’intérieur'),
  },
  names: {
    open: 'Nom',
    title: 'Chercher par nom',
    label: 'Nom, ou son début',
    nobody: (words) =>
      `Personne du nom de « ${words} » n’est inscrit ici. Essayez moins de lettres, ou le nom de famille seul.`,
    admit: (name) => `Faire entrer ${name}`,
    letOut: (name) => `Laisser sortir ${name}`,
    seats: { confirmed: 'Attendu', invited: 'Invité', waiting: 'Sur la liste d’attente', cancelled: 'Annulé' },
    inside: 'À l’intérieur',
    out: 'Venu, puis sorti',
  },
  camera: {
    refusedTitle: 'La caméra n’est pas autorisée',
    refused:
      'Autorisez la caméra pour cette page : touchez le signe à côté de l’adresse, puis réessayez. Les lecteurs, les codes et les noms fonctionnent sans elle.',
    missingTitle: 'Pas de caméra ici',
    missing: 'Branchez un lecteur à câble ou Bluetooth, tapez le code, ou cherchez les personnes par leur nom.',
    busyTitle: 'La caméra ne donne pas d’image',
    busy: 'Une autre application l’utilise peut-être. Fermez-la et réessayez. Les lecteurs, les codes et les noms fonctionnent entre-temps.',
    insecureTitle: 'La caméra demande une adresse sécurisée',
    insecure:
      'Ouvrez cette page à une adresse qui commence par https. Les lecteurs, les codes et les noms fonctionnent entre-temps.',
    unreadTitle: 'Le lecteur de codes ne s’est pas chargé',
    unread:
      'Le réseau est peut-être coupé un instant. Réessayez dès son retour. Les lecteurs, les codes et les noms fonctionnent entre-temps.',
    retry: 'Réessayer la caméra',
  },
  verdict: {
    admitted: 'Bienvenue',
    left: 'Au revoir',
    refused: 'Stop',
    unsure: 'Non confirmé',
    checking: 'Vérification …',
    next: 'Personne suivante',
    party: counted('fr', 'Vient sans groupe', 'Vient avec un groupe de {n}'),
    first: (time, gate) => `Première entrée à ${time}, ${gate}`,
    firstNoGate: (time) => `Première entrée à ${time}`,
    unsureOther: 'Le serveur ne répond pas. Nous redemandons jusqu’à sa réponse.',
    unsureCode: 'Le billet semble bon, mais le serveur ne répond pas. Nous redemandons jusqu’à sa réponse.',
  },
  reasons: {
    already_in: {
      what: 'Déjà à l’intérieur',
      now: 'Demandez à la personne de prouver qui elle est. Est‑elle sortie sans être vue ? Scannez d’abord sa sortie.',
    },
    not_in: {
      what: 'N’était pas à l’intérieur',
      now: 'Personne n’est entré avec ce billet. Choisissez « Entrée » si la personne arrive.',
    },
    unknown_code: {
      what: 'Pas un code de chez nous',
      now: 'Demandez le billet reçu dans notre e-mail, ou cherchez la personne par son nom.',
    },
    unknown_key: {
      what: 'Signé avec une clé inconnue',
      now: 'Demandez le billet reçu dans notre e-mail, ou cherchez la personne par son nom.',
    },
    bad_signature: {
      what: 'Pas signé par nous',
      now: 'Le code est abîmé ou falsifié. Cherchez la personne par son nom et appelez l’organisateur.',
    },
    wrong_event: {
      what: 'Pour un autre événement',
      now: 'Regardez avec la personne le nom et le jour sur son billet.',
    },
    cancelled: {
      what: 'Annulé',
      now: 'L’inscription a été annulée. S’il reste de la place, la personne peut se réinscrire sur son téléphone.',
    },
    waiting: {
      what: 'Encore sur la liste d’attente',
      now: 'Aucune place n’est libre. Envoyez la personne vers l’organisateur.',
    },
    revoked: { what: 'Billet retiré', now: 'Notre dernier e-mail contient un billet plus récent. Demandez celui-là.' },
    outside_hours: {
      what: 'Pas à cette heure',
      now: 'Les portes sont ouvertes de quatre heures avant le début à deux heures après la fin. Regardez le jour sur le billet.',
    },
  },
  network: {
    waiting: counted(
      'fr',
      '{n} passage attend le réseau. Il part tout seul.',
      '{n} passages attendent le réseau. Ils partent tout seuls.',
    ),
    signedOut:
      'Cet appareil n’est plus connecté. Demandez un nouveau code à l’organisation et ouvrez-le ici : ce que vous avez scanné est gardé et partira alors.',
    retry: 'Réessayer',
    late: counted(
      'fr',
      'Une personne passée sans réseau est finalement refusée',
      '{n} personnes passées sans réseau sont finalement refusées',
    ),
    seen: 'C’est vu',
    nameless: 'Nom inconnu',
  },
} satisfies DoorMessages;
