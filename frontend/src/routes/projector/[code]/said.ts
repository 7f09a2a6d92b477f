/** What the room reads beside the agenda: in the two languages that the bureau chose, whatever the browser speaks. */

import type { Language } from '$lib/messages';

type Name = 'waiting' | 'suspended' | 'closed' | 'there' | 'reached' | 'missing' | 'then';

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
  then: { nl: 'daarna', fr: 'ensuite', en: 'then', de: 'danach' },
};
