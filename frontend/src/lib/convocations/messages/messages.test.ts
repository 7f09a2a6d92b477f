import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

isComplete(
  languages,
  en,
  ['src/routes/office/assemblies', 'src/lib/convocations'],
  /^(deliveries\.|state\.(event|agenda|time)(Link)?$)/,
);

it('puts the names, days and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.state.time('1 mei 2023')).toContain('1 mei 2023');
    expect(words.ask.who('31', '7')).toMatch(/31.*7/);
    expect(words.progress.since('1 mei 2023')).toContain('1 mei 2023');
    expect(words.progress.under('31', '40')).toMatch(/31.*40/);
    expect(words.preview.open('x.pdf')).toContain('x.pdf');
  }
});
