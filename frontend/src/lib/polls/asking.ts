/** What is asked of the API about polls. */

import { api, got } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import { LOCALES, language } from '$lib/messages';

type Schemas = components['schemas'];
export type Poll = Schemas['PollOut'];
export type PollSeen = Schemas['PollSeen'];
export type Right = Schemas['PollRightOut'];
export type Result = Schemas['ResultOut'];
export type Outcome = Schemas['OutcomeSeen'];
export type Contender = Schemas['ContenderSeen'];
export type Candidate = Schemas['OnBallot'];
export type Choice = Schemas['Choice'];
/** Of an election: a choice by candidate, or who is chosen. */
export type Marks = Record<string, Choice> | number[];

export const CHOICES: readonly Choice[] = ['for', 'against', 'abstain'];

const at = (poll: number) => ({ path: { poll } });

/** What a member does. */
export const mine = {
  rights: (poll: number): Promise<Schemas['PollRights']> =>
    got(api().GET('/api/polls/{poll}/rights', { params: at(poll), cache: 'no-store' })),
  vote: async (poll: number, ballots: Record<string, Choice | Marks>): Promise<Right[]> =>
    (await got(api().PUT('/api/polls/{poll}/ballots', { params: at(poll), body: { ballots } }))).items,
};

/** What the bureau does. */
export const bureau = {
  /** further: of an election, on those who tied. */
  open: (resolution: number, secrecy: Poll['secrecy'], further = false): Promise<Poll> =>
    got(
      api().POST('/api/resolutions/{resolution}/polls', {
        params: { path: { resolution } },
        body: { further, secrecy },
      }),
    ),
  close: (poll: number): Promise<Poll> => got(api().PUT('/api/polls/{poll}/closing', { params: at(poll) })),
  announce: (poll: number): Promise<Poll> => got(api().PUT('/api/polls/{poll}/announcement', { params: at(poll) })),
  annul: (poll: number, reason: Record<string, string>): Promise<Poll> =>
    got(api().PUT('/api/polls/{poll}/annulment', { params: at(poll), body: { reason } })),
};

export const resultOf = (poll: number): Promise<Result> =>
  got(api().GET('/api/polls/{poll}/result', { params: at(poll), cache: 'no-store' }));

/** Votes come as fractions, exactly; a bar is as long as a number can say. */
export function sizeOf(votes: string): number {
  const [top = 0, bottom = 1] = votes.split('/').map(Number);
  return top / bottom;
}

/** A number as it is written in the reader's language; a fraction stays one. */
export function numbers(votes: string): string {
  if (votes.includes('/')) return votes;
  return new Intl.NumberFormat(LOCALES[language()], { maximumFractionDigits: 5 }).format(Number(votes));
}
