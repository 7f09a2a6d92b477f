import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** Words found by a value rather than spelled out: `reasons[reason]`. */
const BY_VALUE = /^((reasons|camera)\..+|verdict\.(admitted|left|refused|unsure|checking)|scan\.(in|out))$/;

isComplete(languages, en, ['src/routes/door', 'src/lib/door'], BY_VALUE);

it('puts the names, gates and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.verdict.first('18:04', 'Gate A')).toMatch(/18:04.*Gate A/);
    expect(words.counts.arrived('3', '40')).toMatch(/3.*40/);
    expect(words.network.waiting(1)).not.toBe(words.network.waiting(2).replace('2', '1'));
    expect(words.names.admit('Ada')).toContain('Ada');
  }
});
