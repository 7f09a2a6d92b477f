import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

/** What ending something does is found by its kind. */
const BY_VALUE = /^end\.(bearer|link|device)$/;

isComplete([nl, fr, en, de], en, ['src/routes/office', 'src/routes/enrol', 'src/lib/devices'], BY_VALUE);

it('puts the names and times it is given into the sentence', () => {
  for (const words of [nl, fr, en, de]) {
    expect(words.end.title('Ledger')).toContain('Ledger');
    expect(words.enrol.left('14:59')).toContain('14:59');
    expect(words.make.made('Ledger')).toContain('Ledger');
  }
});
