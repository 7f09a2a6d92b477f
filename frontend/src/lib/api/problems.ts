/** Problem documents (RFC 9457) as forms and pages show them. */

export interface Problem {
  /** The stable slug of the kind, `already-registered`; `offline` and `unexpected` are the app's own. */
  slug: string;
  status: number;
  title: string;
  detail: string;
  /** What to mend, by the field's dotted path (`party.2`). */
  fields: Record<string, string>;
  /** Where the thing is that stands in the way, when it is one's own. */
  location?: string;
}

/** What to say of failures that no server worded. */
export interface ProblemWords {
  offlineTitle: string;
  offlineDetail: string;
  unexpectedTitle: string;
  unexpectedDetail: string;
}

/** An error that carries a problem, for `load` functions and for `catch`. */
export class Failed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }
}

/** The problem in an answer's body, whatever the body turned out to be. */
export function problemFrom(body: unknown, status: number, words: ProblemWords): Problem {
  const found = isRecord(body) ? body : {};
  const errors = Array.isArray(found.errors) ? found.errors.filter(isRecord) : [];
  const fields: Record<string, string> = {};
  for (const one of errors) fields[text(one.field) || 'body'] ??= text(one.message);
  return {
    slug: text(found.type).split('/').pop() || 'unexpected',
    status,
    title: text(found.title) || words.unexpectedTitle,
    detail: text(found.detail) || (text(found.title) ? '' : words.unexpectedDetail),
    fields,
    ...(text(found.location) && { location: text(found.location) }),
  };
}

/** The problem when no answer came at all. */
export function offlineProblem(words: ProblemWords): Problem {
  return { slug: 'offline', status: 0, title: words.offlineTitle, detail: words.offlineDetail, fields: {} };
}

/** The messages for fields that the form does not show itself, to be said above it. */
export function otherFields(problem: Problem, shown: readonly string[]): string[] {
  return Object.entries(problem.fields)
    .filter(([field]) => !shown.includes(field))
    .map(([, message]) => message);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
