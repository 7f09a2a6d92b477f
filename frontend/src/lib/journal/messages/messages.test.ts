import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** Words found by what the journal holds rather than spelled out. */
const BY_VALUE = /^(kinds|actors|facts|values|own|deeds)\./;

isComplete(languages, en, ['src/routes/office/journal', 'src/lib/journal'], BY_VALUE);

it('tells each deed with the same names in every language, in a sentence', () => {
  for (const group of ['deeds', 'own'] as const) {
    for (const [deed, told] of Object.entries<string>(en[group])) {
      const names = told.match(/\{\w+\}/g)?.toSorted();
      for (const words of languages) {
        const said = (words[group] as Record<string, string>)[deed]!;
        expect(said.match(/\{\w+\}/g)?.toSorted(), said).toEqual(names);
        expect(said).toMatch(/\.$/);
      }
    }
  }
});
