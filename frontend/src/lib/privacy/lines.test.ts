import { expect, it } from 'vitest';
import journal from '$lib/journal/messages/en';
import en from './messages/en';
import { sectionsOf, type Dossier } from './lines';

const AT = '2023-01-26T17:00:00Z';
const NOTHING: Dossier = {
  made_at: AT, member: null, memberships: [], rolls: [], stays: [], proxies: [], votes: [], questions: [], turns: [], summons: [], candidacies: [], addresses_asked: [],
  staff: null, registrations: [], calendars: [],
  logins: [], sign_ins: [], tokens: [], mails: [], journal: [],
}; // prettier-ignore
const saying = {
  words: en,
  journal,
  tongues: { nl: 'Dutch', fr: 'French', en: 'English', de: 'German' },
  offices: { ghent: 'Gent' },
  language: 'en' as const,
};
const registration: Dossier['registrations'][number] = {
  id: 5, event: 'party', title: { en: 'The party' }, starts_at: AT, name: 'Ada', email: 'ada@example.org',
  language: 'nl', answers: { diet: 'vegan' }, seat: 'confirmed', party_size: 2, created_at: AT, confirmed_at: AT,
  cancelled_at: null, request_keys: [],
  tickets: [
    {
      id: 1, name: 'Ada', created_at: AT, revoked_at: null, scans: [],
      arrivals: [{ event: 'party', gate: 'Main', first_admitted_at: AT, admissions: 1, inside: true }],
    },
    { id: 2, name: 'Bram', created_at: AT, revoked_at: null, scans: [], arrivals: [] },
  ],
}; // prettier-ignore

it('leaves out what there is nothing of', () => {
  expect(sectionsOf(NOTHING, saying)).toEqual([]);
});

it('tells a registration with everybody in it, the answers, and who came in', () => {
  const [section] = sectionsOf({ ...NOTHING, registrations: [registration] }, saying);

  expect(section?.title).toBe('Registrations');
  expect(section?.lines[0]?.head).toMatch(/^The party, Thursday,? 26 January 2023$/);
  expect(section?.lines[0]?.facts.slice(0, 4)).toEqual(['Ada, Bram', 'ada@example.org', 'confirmed', 'diet: vegan']);
  expect(section?.lines[0]?.facts[4]).toMatch(/^Ada came in at 26 Jan 2023.*Main$/);
});

it('tells the journal with the names the dossier knows', () => {
  const entry = { at: AT, about: 'registration', about_id: 5, facts: {}, source: '192.0.2.7' };
  const lines = [
    { ...entry, actor: 'registration 5', action: 'registered' },
    { ...entry, actor: 'staff 3', action: 'cancelled', source: null },
  ];
  const [, section] = sectionsOf({ ...NOTHING, registrations: [registration], journal: lines }, saying);

  expect(section?.lines.map(({ head }) => head)).toEqual([
    'Ada registered for The party.',
    'Staff 3 gave the place of Ada at The party back.',
  ]);
  expect(section?.lines.map(({ facts }) => facts.at(-1))).toEqual(['from 192.0.2.7', expect.stringContaining('2023')]);
});

it('names offices as people do', () => {
  const member = {
    number: 7, name: 'Ada', email: null, phone: null, street: null, postal_code: null, city: null, country: null, language: 'nl' as const, office: 'ghent',
    erasure_asked_at: null, erased_at: null,
  }; // prettier-ignore

  expect(sectionsOf({ ...NOTHING, member }, saying)[0]?.lines[0]?.facts).toEqual(['Number 7', 'Dutch', 'Gent']);
});
