import type { PollsMessages } from './en';

const fr: PollsMessages = {
  choices: { for: 'pour', against: 'contre', abstain: 'abstention' },
  member: {
    vote: 'Voter',
    onNow: 'On vote maintenant sur',
    yourself: 'Votre voix',
    forName: (name: string) => `Au nom de ${name}`,
    wants: (choice: string) => `Demandé : ${choice}`,
    wantsWords: (words: string) => `Demandé : « ${words} »`,
    all: (choice: string) => `Tout : ${choice}`,
    allTitle: 'Toutes les voix de même',
    weight: (n: string) => `${n} voix`,
    cast: 'Votre vote est compté. Vous pouvez le modifier jusqu’à la clôture du scrutin.',
    send: 'Voter',
    change: 'Modifier',
    chooseFirst: 'Choisissez d’abord pour chaque voix.',
    none: 'Vous n’avez pas de voix dans ce scrutin.',
    closed: 'Le scrutin est clos. Le résultat suit.',
  },
  desk: {
    desk: 'Vote',
    opens: 'Mettre aux voix',
    votedOf: (n: string, of: string) => `${n} exprimés sur ${of}`,
    close: 'Clore le scrutin',
    closeTitle: 'Clore le scrutin ?',
    closeDetail: 'Plus aucune voix ne sera acceptée, et vous verrez le résultat.',
    announce: 'Proclamer le résultat',
    announced: 'Le résultat est proclamé.',
    annul: 'Annuler …',
    annulTitle: 'Annuler ce scrutin ?',
    annulDetail: 'Il ne compte plus et peut être recommencé. La raison figurera au procès-verbal.',
    reason: 'Raison',
    annulGo: 'Annuler le scrutin',
    stay: 'Laisser ainsi',
    open: 'Le scrutin est ouvert.',
    shut: 'Le scrutin est clos.',
  },
  result: {
    adopted: 'Adopté',
    rejected: 'Rejeté',
    result: 'Résultat',
  },
};

export default fr;
