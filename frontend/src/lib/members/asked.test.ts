import { describe, expect, it } from 'vitest';
import { queryOf, searchOf } from './asked';

describe('The address of a search', () => {
  it('says nothing of what is usual, and shows members of today', () => {
    expect(queryOf(new URLSearchParams())).toEqual({ q: '', office: '', category: '', standing: 'member' });
    expect(searchOf(queryOf(new URLSearchParams('show=nonsense')))).toBe('');
  });

  it('comes back as it was', () => {
    for (const search of ['?q=ada+d%27h&office=ghent&category=B&show=left', '?show=all', '?show=not_yet'])
      expect(searchOf(queryOf(new URLSearchParams(search)))).toBe(search);
  });
});
