import { expect, it } from 'vitest';
import type { Event } from '$lib/api/types';
import { appointed, offered, scopeOf } from './load';

const NOW = new Date('2023-01-26T12:00:00Z');
const event = (slug: string, ends_at: string, status = 'published') => ({ slug, ends_at, status }) as Event;

it('A role is for one office, one event, or all.', () => {
  for (const scope of ['', 'office:ghent', 'event:party']) expect(scopeOf(appointed('door', scope))).toBe(scope);
  expect(appointed('admin', '')).toEqual({ role: 'admin', office: null, event: null });
});

it('Roles are for what is to come; one for an event of the past stays to be seen.', () => {
  const events = [
    event('past', '2023-01-01T12:00:00Z'),
    event('assembly', '2023-01-02T12:00:00Z'),
    event('party', '2023-02-01T12:00:00Z'),
    event('off', '2023-02-01T12:00:00Z', 'cancelled'),
  ];

  expect(offered(events, [{ event: 'assembly' }, { event: null }], NOW).map((one) => one.slug)).toEqual([
    'assembly',
    'party',
  ]);
});
