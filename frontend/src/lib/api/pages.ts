import { error } from '@sveltejs/kit';
import { Failed } from './problems';

/** The data for a page; a refusal becomes the error page (no connection counts as 503). */
export async function asPage<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (raised) {
    if (raised instanceof Failed) error(raised.problem.status || 503, raised.problem.detail || raised.problem.title);
    throw raised;
  }
}
