/** What the room reads beside the agenda: in the two languages that the bureau chose, whatever the browser speaks. */

import type { Language } from '$lib/messages';
import type { Choice } from '$lib/polls/asking';

type Name =
  | 'waiting'
  | 'suspended'
  | 'closed'
  | 'there'
  | 'reached'
  | 'missing'
  | 'then'
  | 'vote'
  | 'secretVote'
  | 'counted'
  | 'adopted'
  | 'rejected'
  | 'outcome'
  | 'elected'
  | 'tied'
  | 'blank'
  | Choice;

export const SAID: Record<Name, Record<Language, string>> = {
  waiting: { nl: 'We beginnen zo', fr: 'Nous commençons bientôt', en: 'We begin soon', de: 'Wir beginnen gleich' },
  suspended: { nl: 'Pauze', fr: 'Pause', en: 'Break', de: 'Pause' },
  closed: {
    nl: 'De vergadering is gesloten',
    fr: 'L’assemblée est close',
    en: 'The assembly is closed',
    de: 'Die Versammlung ist geschlossen',
  },
  there: {
    nl: 'aanwezig of vertegenwoordigd',
    fr: 'présents ou représentés',
    en: 'present or represented',
    de: 'anwesend oder vertreten',
  },
  reached: { nl: 'quorum bereikt', fr: 'quorum atteint', en: 'quorum reached', de: 'beschlussfähig' },
  missing: {
    nl: 'quorum niet bereikt',
    fr: 'quorum non atteint',
    en: 'quorum not reached',
    de: 'nicht beschlussfähig',
  },
  secretVote: {
    nl: 'Er wordt geheim gestemd',
    fr: 'Vote secret en cours',
    en: 'Secret vote under way',
    de: 'Es wird geheim abgestimmt',
  },
  vote: { nl: 'Er wordt gestemd', fr: 'On vote', en: 'Voting now', de: 'Es wird abgestimmt' },
  counted: {
    nl: 'De stemming is gesloten',
    fr: 'Le scrutin est clos',
    en: 'The poll is closed',
    de: 'Die Abstimmung ist beendet',
  },
  for: { nl: 'voor', fr: 'pour', en: 'for', de: 'dafür' },
  against: { nl: 'tegen', fr: 'contre', en: 'against', de: 'dagegen' },
  abstain: { nl: 'onthouding', fr: 'abstention', en: 'abstain', de: 'Enthaltung' },
  adopted: { nl: 'Aangenomen', fr: 'Adopté', en: 'Adopted', de: 'Angenommen' },
  rejected: { nl: 'Verworpen', fr: 'Rejeté', en: 'Rejected', de: 'Abgelehnt' },
  outcome: { nl: 'Uitslag', fr: 'Résultat', en: 'Result', de: 'Ergebnis' },
  elected: { nl: 'verkozen', fr: 'obtient un siège', en: 'elected', de: 'gewählt' },
  tied: { nl: 'gelijk', fr: 'à égalité', en: 'tied', de: 'gleichauf' },
  blank: { nl: 'Blanco', fr: 'Blancs ', en: 'Blank', de: 'Leer' },
  then: { nl: 'daarna', fr: 'ensuite', en: 'then', de: 'danach' },
};
