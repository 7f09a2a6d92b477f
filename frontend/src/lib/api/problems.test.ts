import { describe, expect, it } from 'vitest';
import en from '$lib/messages/en';
import { offlineProblem, otherFields, problemFrom } from './problems';

describe('A problem', () => {
  it('tells what happened, what to do, and which fields to mend', () => {
    const problem = problemFrom(
      {
        type: '/problems/invalid',
        title: 'Two things to mend',
        detail: 'See below.',
        errors: [
          { field: 'email', code: 'no_at', message: 'There is no @.' },
          { field: 'email', code: 'too_long', message: 'Too long.' },
          { field: 'answers', code: 'too_many', message: 'Too many answers.' },
        ],
      },
      422,
      en.problems,
    );

    expect(problem).toMatchObject({ slug: 'invalid', status: 422, title: 'Two things to mend' });
    expect(problem.fields.email).toBe('There is no @.');
    expect(otherFields(problem, ['name', 'email'])).toEqual(['Too many answers.']);
  });

  it('says where one’s own thing is that stands in the way', () => {
    const body = { type: '/problems/already-registered', title: 'Already', location: 'https://here/registrations/7' };

    expect(problemFrom(body, 409, en.problems).location).toBe('https://here/registrations/7');
  });

  it('has words of its own when the answer has none', () => {
    for (const body of [undefined, null, 'Bad Gateway', [], { title: 5, errors: 'no' }])
      expect(problemFrom(body, 502, en.problems)).toEqual({
        slug: 'unexpected',
        status: 502,
        title: en.problems.unexpectedTitle,
        detail: en.problems.unexpectedDetail,
        fields: {},
      });
    expect(offlineProblem(en.problems).slug).toBe('offline');
  });
});
