import { error } from '@sveltejs/kit';
import { Failed } from './problems';

/** The data for a page; a refusal becomes the error page (no connection counts as 503). */
export async function asPage<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (raised) {
    if (raised instanceof Failed) {
      const { status, title, detail } = raised.problem;
      error(status || 503, { title, message: detail });
    }
    throw raised;
  }
}
