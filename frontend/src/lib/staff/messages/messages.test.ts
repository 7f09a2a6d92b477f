import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** Roles are found by their name rather than spelled out. */
const BY_VALUE = /^(roles|may)\./;

isComplete(languages, en, ['src/routes/office/staff', 'src/routes/signin/second', 'src/lib/staff'], BY_VALUE);

it('puts the names, days and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.list.invited('Ada')).toContain('Ada');
    expect(words.person.withdrawTitle('Ada')).toContain('Ada');
    expect(words.person.resetTitle('Ada')).toContain('Ada');
    expect(words.factors.removeNamed('Firefox')).toContain('Firefox');
    expect(words.factors.used('26 jan')).toContain('26 jan');
    expect(words.factors.left(3)).toContain('3');
    expect(words.recovery.heading('Smart')).toContain('Smart');
  }
});
