import { expect, it } from 'vitest';
import { shelved, type MyRegistration } from './registrations';

function mine(slug: string, starts_at: string, ends_at: string, seat: MyRegistration['seat'] = 'confirmed') {
  return { seat, event: { slug, starts_at, ends_at } } as MyRegistration;
}

it('What is ahead comes first, the next event on top; what is over or given back follows, the latest on top.', () => {
  const shelves = shelved(
    [
      mine('summer', '2023-07-01T18:00:00Z', '2023-07-01T22:00:00Z'),
      mine('winter', '2023-01-10T18:00:00Z', '2023-01-10T22:00:00Z'),
      mine('spring', '2023-04-01T18:00:00Z', '2023-04-01T22:00:00Z', 'waiting'),
      mine('autumn', '2023-10-01T18:00:00Z', '2023-10-01T22:00:00Z', 'cancelled'),
      mine('tonight', '2023-02-01T18:00:00Z', '2023-02-01T22:00:00Z'),
    ],
    new Date('2023-02-01T20:00:00Z'),
  );

  expect(shelves.coming.map((one) => one.event.slug)).toEqual(['tonight', 'spring', 'summer']);
  expect(shelves.past.map((one) => one.event.slug)).toEqual(['autumn', 'winter']);
});
