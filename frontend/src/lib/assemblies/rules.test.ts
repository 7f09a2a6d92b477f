import { describe, expect, it } from 'vitest';
import { draftOf, rulesOf, USUAL, type Rules } from './rules';

const OURS: Rules = {
  ...USUAL,
  name: 'Ours',
  cap: '1/10',
  advance_article: 'art. 30',
  advance_days: 15,
  needs: [
    { matter: 'purpose', quorum: '1/2', majority: '4/5', again: true, report: true, within: { B: '3/4' } },
    { matter: 'statutes', quorum: '1/2', majority: '3/4', again: false, report: false, counted: 'members' },
    { matter: 'election', majority: '1/2', again: false, report: false },
    { matter: 'ordinary', majority: '1/2', again: false, report: false },
  ],
};

describe('The form of rules', () => {
  it('holds them in the order of the matters, and sends back what it was given', () => {
    const draft = draftOf(OURS, ['A', 'B']);
    const sent = rulesOf(draft);

    expect(draft.needs.map((need) => need.matter)).toEqual(['ordinary', 'election', 'statutes', 'purpose']);
    expect(draft.needs[3]!.within).toEqual({ A: '', B: '3/4' });
    expect(sent).toMatchObject({ name: 'Ours', cap: '1/10', advance_article: 'art. 30', advance_days: 15 });
    expect(sent.needs[3]).toEqual({ ...OURS.needs[0], counted: 'votes' });
    expect(sent.needs[2]).toMatchObject({ counted: 'members', within: {} });
    expect(sent.needs[0]).toMatchObject({ quorum: null });
  });

  it('forgets the article where there is no voting before the meeting, and sends spaces as nothing', () => {
    const draft = { ...draftOf(OURS, ['A']), advance: false, cap: ' ' };

    expect(rulesOf(draft)).toMatchObject({ advance_article: null, advance_days: null, cap: null });
  });

  it('keeps the kind of an assembly out of its rules', () => {
    expect(rulesOf(draftOf(OURS, [], 'extraordinary'))).not.toHaveProperty('kind');
  });

  it('sends an empty number as it is, so that the server says what is missing', () => {
    expect(rulesOf({ ...draftOf(OURS, []), notice_days: null })).toMatchObject({ notice_days: null });
    expect(rulesOf({ ...draftOf(OURS, []), advance_days: null })).toMatchObject({ advance_days: 0 });
  });
});
