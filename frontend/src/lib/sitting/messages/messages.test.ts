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
  ['src/routes/office/assemblies/[slug]/desk', 'src/routes/projector', 'src/lib/sitting'],
  /^(phases|lines|keys)\.|^questions\.(later|answerIt|notIt)$/,
);

it('puts the names and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.item.now('3', '12')).toMatch(/3.*12/);
    expect(words.floor.give('Ada')).toContain('Ada');
    expect(words.arrange.made('Zaal', 'abcd')).toMatch(/Zaal.*abcd/);
    expect(words.member.ahead('2')).toContain('2');
  }
});
