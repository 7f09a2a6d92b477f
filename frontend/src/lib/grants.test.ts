import { describe, expect, it } from 'vitest';
import type { Me } from '$lib/api/types';
import * as grants from './grants';

type Grant = Me['grants'][number];

function somebody(...held: [Grant['role'], { office?: string; event?: string }?][]) {
  return {
    grants: held.map(([role, scope]) => ({ role, office: scope?.office ?? null, event: scope?.event ?? null })),
  };
}

const festival = { slug: 'festival', office: 'ghent', parent: null };
const workshop = { slug: 'workshop', office: 'ghent', parent: 'festival' };
const dinner = { slug: 'dinner', office: 'brussels', parent: null };

describe('Who prepares assemblies', () => {
  it('does so for every event as an administrator, for their own with its programme in a bureau', () => {
    const bureau = somebody(['bureau', { event: 'festival' }]);

    expect(grants.preparesAssemblies(bureau)).toBe(true);
    expect(grants.organises(bureau)).toBe(false);
    expect([festival, workshop, dinner].map((event) => grants.preparesAssembly(bureau, event))).toEqual([
      true,
      true,
      false,
    ]);
    expect(grants.preparesAssembly(somebody(['admin']), dinner)).toBe(true);
    expect(grants.preparesAssemblies(somebody(['organiser', { event: 'festival' }]))).toBe(false);
  });
});

describe('Who holds several roles', () => {
  it('organises both offices, and nothing of a third', () => {
    const ada = somebody(['organiser', { office: 'ghent' }], ['organiser', { office: 'brussels' }], ['member']);

    expect(grants.officesOf(ada)).toEqual(['ghent', 'brussels']);
    expect(grants.organisesAll(ada)).toBe(false);
    expect(['ghent', 'brussels', 'namur'].map((slug) => grants.organisesOffice(ada, slug))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('sees an event of their own with its programme, and no other of that office', () => {
    const bram = somebody(['organiser', { event: 'festival' }]);

    expect([festival, workshop, dinner].map((event) => grants.organisesEvent(bram, event))).toEqual([
      true,
      true,
      false,
    ]);
    expect(grants.organisesOffice(bram, 'ghent')).toBe(false);
  });

  it('reaches everything as an administrator', () => {
    const chloe = somebody(['member'], ['admin']);

    expect(grants.administers(chloe)).toBe(true);
    expect(grants.organisesAll(chloe)).toBe(true);
    expect(grants.organisesEvent(chloe, dinner)).toBe(true);
  });
});

it('A member and a stranger work nowhere; a door keeper only at a door.', () => {
  for (const one of [somebody(['member']), null, undefined]) {
    expect([grants.organises(one), grants.administers(one), grants.keepsDoor(one)]).toEqual([false, false, false]);
  }
  expect(grants.keepsDoor(somebody(['door', { event: 'festival' }]))).toBe(true);
  expect(grants.organises(somebody(['door', { event: 'festival' }]))).toBe(false);
});
