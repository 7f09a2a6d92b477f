import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

/** How somebody signed in is found by its name rather than spelled out. */
const BY_VALUE = /^logins\.via$/;

isComplete([nl, fr, en, de], en, ['src/routes/signin', 'src/lib/signin'], BY_VALUE);

it('puts the names and addresses it is given into the sentence', () => {
  for (const words of [nl, fr, en, de]) {
    expect(words.waiting.sent('ada@example.org')).toContain('ada@example.org');
    expect(words.waiting.hint(6)).toContain('6');
    expect(words.logins.endNamed('Firefox', '3 mei')).toMatch(/Firefox.*3 mei/);
    expect(words.choices.choose('Chloé')).toContain('Chloé');
  }
});
