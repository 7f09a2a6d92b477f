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
  ['src/routes/office/assemblies', 'src/lib/record'],
  /^(bureau\.roles|arrival\.(attending|channels)|rights\.because)\./,
);

it('puts the names and numbers it is given into the sentence', () => {
  for (const words of languages) {
    for (const say of [words.failures.members, words.failures.votes]) expect(say('2', '7', '4')).toMatch(/2.*7.*4/);
    expect(words.failures.item(2, 'Article 5')).toMatch(/2.*Article 5/);
    expect(words.failures.takeOf(2)).toContain('2');
    expect(words.bureau.nameOf(3)).toContain('3');
    expect(words.bureau.roleOf(3)).toContain('3');
    expect(words.rights.places('2, 3')).toContain('2, 3');
    expect(words.rested.line('Ada', 'Bram')).toMatch(/Ada.*Bram/);
    for (const say of [
      words.bureau.removeOf,
      words.arrival.done,
      words.stays.leaveOf,
      words.stays.left,
      words.rights.how.representative,
      words.rights.how.proxy,
      words.rested.goOf,
      words.rested.done,
    ])
      expect(say('Ada')).toContain('Ada');
  }
});
