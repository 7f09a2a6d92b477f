import { describe, expect, it } from 'vitest';
import { changesOf, merged, type Details } from './details';

const ADA: Details = { name: 'Ada', email: 'ada@example.org', phone: '', language: 'nl', office: 'ghent',
  street: '', postal_code: '', city: '', country: '' }; // prettier-ignore

describe('The details of a member', () => {
  it('are sent where they differ, and emptied ones as none', () => {
    expect(changesOf(ADA, { ...ADA, name: ' Ada ' })).toEqual({});
    expect(changesOf(ADA, { ...ADA, email: ' ', phone: '02 1', office: '' })).toEqual({
      email: null,
      phone: '02 1',
      office: null,
    });
    expect(changesOf(ADA, { ...ADA, name: '' })).toEqual({ name: '' });
  });

  it('keep what each of two changed, and one’s own where both did', () => {
    const mine = { ...ADA, phone: '02 1', name: 'Ada J.' };
    const theirs = { ...ADA, phone: '03', email: 'a@example.org' };

    expect(merged(ADA, mine, theirs)).toEqual({ ...ADA, phone: '02 1', name: 'Ada J.', email: 'a@example.org' });
  });
});
