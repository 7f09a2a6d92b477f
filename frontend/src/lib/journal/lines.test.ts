import { describe, expect, it } from 'vitest';
import { askedFor, byDay, factsOf, sentence, subjectOf, type Line } from './lines';
import en from './messages/en';
import fr from './messages/fr';

const line: Line = {
  id: 7,
  at: '2023-01-26T18:00:00Z',
  actor: 'staff 2',
  actor_name: 'Ada Janssens',
  action: 'cancelled',
  about: 'event',
  about_id: 5,
  about_name: 'Party',
  event: 'party',
  event_name: 'Party',
  member: null,
  facts: {},
  source: null,
  request: null,
  sealed: true,
};

const speech = {
  text: (found: Record<string, string>) => found.fr!,
  day: (day: string) => `the ${day.split('-').reverse().join('/')}`,
  office: (slug: string) => (slug === 'ghent' ? 'Gent' : undefined),
};

const text = (changes: Partial<Line>, words = en) =>
  sentence({ ...line, ...changes }, words)
    .map((piece) => piece.text)
    .join('');

describe('A line', () => {
  it('is told in a sentence, whose names lead somewhere', () => {
    expect(sentence(line, en)).toEqual([
      { text: 'Ada Janssens', name: true },
      { text: ' called the event ' },
      { text: 'Party', name: true, href: '/office/party' },
      { text: ' off.' },
    ]);
    expect(text({}, fr)).toBe('Ada Janssens a annulé l’événement Party.');
  });

  it('knows who did it for themselves', () => {
    const registered = { action: 'registered', about: 'registration', about_id: 12, about_name: 'Bram Claes' };

    expect(text({ ...registered, actor: 'registration 12', actor_name: 'Bram Claes' })).toBe(
      'Bram Claes registered for Party.',
    );
    expect(text(registered)).toBe('Ada Janssens registered Bram Claes for Party.');
  });

  it('has words for who and what has no name', () => {
    expect(text({ actor: 'command line', actor_name: null })).toBe('The command line called the event Party off.');
    expect(text({ actor: 'token 3', actor_name: null })).toBe('Access token 3 called the event Party off.');
    expect(text({ actor: 'constructor', actor_name: null })).toBe('constructor called the event Party off.');
    expect(subjectOf({ ...line, about_name: null }, en)).toBe('5');
    expect(subjectOf({ ...line, about: 'category', about_name: null, facts: { code: 'D' } }, en)).toBe('D');
    expect(subjectOf({ ...line, about: 'staff', about_name: null }, en)).toBe('Staff 5');
    expect(subjectOf({ ...line, about: 'comet', about_name: null }, en)).toBe('comet 5');
  });

  it('is told plainly when its deed is a new one', () => {
    expect(text({ action: 'painted' })).toBe('Ada Janssens: painted, Party.');
  });

  it('tells the facts that readers understand', () => {
    const facts = {
      event: 5,
      fields: ['title', 'starts_at', 'something'],
      reason: { nl: 'Storm', fr: 'Tempête' },
      seat: 'waiting',
      roles: ['organiser ghent', 'door party'],
      why: null,
      secret: 'x',
    };

    expect(factsOf({ ...line, facts }, en, speech)).toEqual([
      ['Changed', 'title, start, something'],
      ['Seat', 'on the waiting list'],
      ['Reason', 'Tempête'],
      ['Roles', 'organiser · Gent, door · party'],
    ]);
  });

  it('tells memberships before it tells what they became, with days as people write them', () => {
    const facts = {
      after: [{ category: 'A', shares: 3, since: '2023-01-26', until: null }],
      before: [{ category: 'B', shares: 1, since: '2020-01-01', until: '2023-01-26' }],
    };

    expect(factsOf({ ...line, facts }, en, speech)).toEqual([
      ['Before', 'B, 1 share, the 01/01/2020 to the 26/01/2023'],
      ['After', 'A, 3 shares, from the 26/01/2023 on'],
    ]);
  });

  it('names whoever was erased by their number', () => {
    const erased = { about: 'member', about_id: 812, about_name: '—', member: 1503, action: 'erased', event: null };

    expect(text(erased)).toBe('Ada Janssens erased the data of Member 1503.');
  });
});

it('puts lines under the reader’s days', () => {
  const late = { ...line, id: 8, at: '2023-01-26T23:30:00Z' };

  expect(byDay([late, line], 'Europe/Brussels')).toEqual([
    ['2023-01-27', [late]],
    ['2023-01-26', [line]],
  ]);
});

it('asks for all that concerns a thing', () => {
  expect(askedFor({ about: 'event', id: 'party' })).toEqual({ event: 'party' });
  expect(askedFor({ about: 'member', id: 7 })).toEqual({ member: 7 });
  expect(askedFor({ about: 'staff', id: 2 })).toEqual({ about: 'staff', about_id: 2 });
});
