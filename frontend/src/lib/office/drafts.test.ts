import { describe, expect, it } from 'vitest';
import type { Event, Office } from '$lib/api/types';
import { bodyOf, changesOf, clockProblems, differing, draftOf, emptyDraft, meet, movedEnd, withTheirs } from './drafts';

const party: Event = {
  slug: 'party',
  office: 'brussels',
  parent: null,
  title: { nl: 'Feest', fr: 'Fête' },
  description: { nl: 'Met **taart**.' },
  starts_at: '2023-10-28T18:00:00Z',
  ends_at: '2023-10-29T01:30:00Z',
  timezone: 'Europe/Brussels',
  mode: 'on_site',
  venue: 'Kanal',
  online_url: null,
  capacity: 80,
  places_left: 12,
  waiting: 0,
  audience: 'everyone',
  status: 'published',
  reason: {},
  languages: ['fr', 'nl'],
  sequence: 0,
  version: 3,
  assembly: false,
  changed_at: '2023-01-01T00:00:00Z',
};

const ghent: Office = {
  slug: 'ghent',
  name: { en: 'Ghent' },
  city: { en: 'Ghent' },
  region: 'Flanders',
  languages: ['nl'],
  lat: 51,
  lon: 3.7,
  timezone: 'Europe/Brussels',
  hue: 10,
  shape: 'star',
};

describe('an event in its form', () => {
  it('comes back as it was, the repeated hour of its end included', () => {
    const draft = draftOf(party);

    expect(draft.ends_at).toEqual({ local: '2023-10-29T02:30', again: true });
    expect(bodyOf(draft)).toMatchObject({
      title: party.title,
      description: party.description,
      starts_at: party.starts_at,
      ends_at: party.ends_at,
      online_url: null,
      capacity: 80,
      languages: ['nl', 'fr'],
    });
    expect(changesOf(draft, draftOf(party))).toEqual({});
  });

  it('sends what changed and nothing else', () => {
    const draft = draftOf(party);
    draft.title.nl = 'Groot feest';
    draft.venue = '  ';
    draft.capacity = null;

    expect(changesOf(draftOf(party), draft)).toEqual({
      title: { nl: 'Groot feest', fr: 'Fête' },
      venue: null,
      capacity: null,
    });
  });

  it('keeps the wall clock when the zone changes, so both instants move', () => {
    const draft = { ...draftOf(party), timezone: 'Europe/Lisbon' };

    expect(changesOf(draftOf(party), draft)).toEqual({
      timezone: 'Europe/Lisbon',
      starts_at: '2023-10-28T19:00:00Z',
      ends_at: '2023-10-29T02:30:00Z',
    });
  });

  it('starts new as an evening two weeks away, in the office’s languages', () => {
    const draft = emptyDraft(ghent, new Date('2023-03-12T23:30:00Z'));

    expect(draft.starts_at.local).toBe('2023-03-27T18:00');
    expect(draft.ends_at.local).toBe('2023-03-27T20:00');
    expect(draft.languages).toEqual(['nl']);
    expect(draft.capacity).toBeNull();
  });

  it('names the clocks that do not exist, and never sends them', () => {
    const draft = draftOf(party);
    draft.starts_at = { local: '2023-03-26T02:30', again: false };
    draft.ends_at = { local: '', again: false };

    expect(clockProblems(draft)).toEqual(['starts_at', 'ends_at']);
    expect(() => bodyOf(draft)).toThrow(RangeError);
  });

  it('moves the end along with the start', () => {
    expect(movedEnd('2023-03-25T22:00', '2023-03-26T22:00', '2023-03-26T01:00')).toBe('2023-03-27T01:00');
    expect(movedEnd('', '2023-03-26T22:00', '2023-03-26T23:00')).toBe('2023-03-26T23:00');
  });
});

describe('two versions of one event', () => {
  const base = draftOf(party);
  const mine = draftOf({ ...party, title: { nl: 'Mijn feest', fr: 'Fête' }, venue: 'Wiels', capacity: 100 });
  const theirs = draftOf({ ...party, title: { nl: 'Feest', fr: 'Ma fête' }, venue: 'Bozar', capacity: 100 });

  it('differ by field, texts by language', () => {
    expect(differing(base, mine)).toEqual(['title.nl', 'venue', 'capacity']);
    expect(differing(base, base)).toEqual([]);
  });

  it('meet: what only they changed is taken, what both changed is asked, what both did alike is settled', () => {
    expect(meet(base, mine, theirs)).toEqual({ theirs: ['title.fr'], both: ['venue'] });
  });

  it('merge without losing what was typed', () => {
    const merged = withTheirs(mine, theirs, ['title.fr', 'venue']);

    expect(merged.title).toMatchObject({ nl: 'Mijn feest', fr: 'Ma fête' });
    expect(merged.venue).toBe('Bozar');
    expect(mine.venue).toBe('Wiels');
    expect(changesOf(theirs, merged)).toEqual({ title: { nl: 'Mijn feest', fr: 'Ma fête' } });
  });
});
