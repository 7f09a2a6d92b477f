import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

isComplete(languages, en, ['src/lib/polls', 'src/routes/office/assemblies/[slug]/desk'], /^(choices|told|secrecy)\./);

it('puts the names and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.member.forName('Ada')).toContain('Ada');
    expect(words.desk.votedOf('3', '12')).toMatch(/3.*12/);
    expect(words.election.chosen('3', '12')).toMatch(/3.*12/);
    expect(words.election.most('3')).toContain('3');
    expect(words.election.ranked('1', 'Ada')).toMatch(/1.*Ada/);
    expect(words.rounds.count('3')).toContain('3');
    expect(words.rounds.quota('20')).toContain('20');
    expect(words.election.seats(2)).toContain('2');
  }
});
