/** What is marked on the ballot of an election. */

import type { Candidate, Choice, Marks, PollSeen } from './asking';

/** The choice for each candidate, where each is asked about; names are chosen elsewhere. */
export function choicesOf(marks: Marks | undefined): Record<string, Choice> {
  return marks === undefined || Array.isArray(marks) ? {} : marks;
}

export function namesOf(marks: Marks | undefined): number[] {
  return Array.isArray(marks) ? marks : [];
}

/** Whether it says all that is asked: something of each candidate, or names, or that there are none. */
export function isWhole(poll: PollSeen, candidates: readonly Candidate[], marks: Marks | undefined): boolean {
  if (poll.method !== 'per_candidate') return Array.isArray(marks);
  const choices = choicesOf(marks);
  return candidates.every((one) => choices[one.id]);
}

/** Whether both say the same; of names in the same order, as a rank is one. */
export function areSame(one: Marks | undefined, other: Marks | undefined): boolean {
  return spelled(one) === spelled(other);
}

/** The names with this one among them or not; where one name may be chosen it takes the place of another. */
export function withName(marks: Marks | undefined, name: number, chosen: boolean, most: number): number[] {
  const others = namesOf(marks).filter((one) => one !== name);
  if (!chosen) return others;
  return most === 1 ? [name] : [...others, name];
}

function spelled(marks: Marks | undefined): string {
  if (marks === undefined) return '';
  if (Array.isArray(marks)) return `names ${marks.join(' ')}`;
  const parts = Object.entries(marks).map((pair) => pair.join(':'));
  return `choices ${parts.sort().join(' ')}`;
}
