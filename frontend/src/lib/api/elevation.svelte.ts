/** Grave actions: what needs the second factor again asks for it, and goes on once it was given. */

import { Failed } from './problems';

interface Waiting {
  given: () => void;
  left: () => void;
}

const asked = $state<{ waiting: Waiting | null }>({ waiting: null });

/** Who waits for the second factor, for the dialog that asks for it. */
export function waiting(): Waiting | null {
  return asked.waiting;
}

/**
 * Do something that may be grave: `await elevated(() => got(api().DELETE(…)))`. When the server wants the second factor
 * first, the person is asked for it, and it is done again. Raises what the server said when they leave it.
 */
export async function elevated<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (raised) {
    if (!(raised instanceof Failed) || raised.problem.slug !== 'needs-elevation') throw raised;
    if (!(await given())) throw raised;
    return act();
  }
}

/** Ask; whether it was given. Several who ask at once wait for the same answer. */
function given(): Promise<boolean> {
  const before = asked.waiting;
  return new Promise((resolve) => {
    const settle = (answer: boolean) => {
      asked.waiting = null;
      resolve(answer);
    };
    asked.waiting = {
      given: () => {
        before?.given();
        settle(true);
      },
      left: () => {
        before?.left();
        settle(false);
      },
    };
  });
}
