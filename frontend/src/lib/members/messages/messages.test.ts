import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

isComplete(languages, en, ['src/routes/office/members', 'src/lib/members'], /^standings\./);

it('puts the names, days and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.list.found(1)).not.toBe(words.list.found(2).replace('2', '1'));
    expect(words.line.left('1 mei 2023')).toContain('1 mei 2023');
    expect(words.membership.leaveTitle('Ada')).toContain('Ada');
    expect(words.membership.gap('2022', '2023')).toMatch(/2022.*2023/);
    expect(words.membership.wasMember('B', '3')).toMatch(/B.*3/);
    expect(words.categories.moved('B', 2)).toMatch(/B.*2/);
    expect(words.form.created('Ada')).toContain('Ada');
  }
});
