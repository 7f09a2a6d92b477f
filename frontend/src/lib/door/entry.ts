/** What stands between a person and a door. */

import { Failed, type Problem } from '$lib/api/problems';

/** The problem of a load that failed, for the page to say what to do; anything else is raised again. */
export function refusedOf(error: unknown): Problem {
  if (error instanceof Failed) return error.problem;
  throw error;
}
