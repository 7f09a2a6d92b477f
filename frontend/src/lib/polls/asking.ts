/** What is asked of the API about polls. */

import { api, got } from '$lib/api/client';
import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];
export type Poll = Schemas['PollOut'];
export type PollSeen = Schemas['PollSeen'];
export type Right = Schemas['PollRightOut'];
export type Result = Schemas['ResultOut'];
export type Choice = Schemas['BallotIn']['choice'];

export const CHOICES: readonly Choice[] = ['for', 'against', 'abstain'];

const at = (poll: number) => ({ path: { poll } });

/** What a member does. */
export const mine = {
  rights: async (poll: number): Promise<Right[]> =>
    (await got(api().GET('/api/polls/{poll}/rights', { params: at(poll), cache: 'no-store' }))).items,
  vote: async (poll: number, ballots: Record<string, Choice>): Promise<Right[]> =>
    (await got(api().PUT('/api/polls/{poll}/ballots', { params: at(poll), body: { ballots } }))).items,
};

/** What the bureau does. */
export const bureau = {
  open: (resolution: number): Promise<Poll> =>
    got(api().POST('/api/resolutions/{resolution}/polls', { params: { path: { resolution } }, body: {} })),
  close: (poll: number): Promise<Poll> => got(api().PUT('/api/polls/{poll}/closing', { params: at(poll) })),
  announce: (poll: number): Promise<Poll> => got(api().PUT('/api/polls/{poll}/announcement', { params: at(poll) })),
  annul: (poll: number, reason: Record<string, string>): Promise<Poll> =>
    got(api().PUT('/api/polls/{poll}/annulment', { params: at(poll), body: { reason } })),
};

export const resultOf = (poll: number): Promise<Result> =>
  got(api().GET('/api/polls/{poll}/result', { params: at(poll), cache: 'no-store' }));
