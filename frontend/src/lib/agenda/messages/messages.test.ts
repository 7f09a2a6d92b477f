import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];
const SCREENS = ['src/routes/office/assemblies/[slug]', 'src/routes/assembly', 'src/routes/events', 'src/lib/agenda'];

isComplete(languages, en, SCREENS, /^(kinds|matters|methods|orders|deeds)\./);

it('puts the names and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.office.moved('Budget', 2, 5)).toMatch(/Budget.*2.*5/);
    expect(words.office.missing('Budget', 'Frans')).toMatch(/Budget.*Frans/);
    expect(words.office.removeTitle('Budget')).toContain('Budget');
    expect(words.office.published(3)).toContain('3');
    expect(words.standing.withdrawTitle('Ada')).toContain('Ada');
    expect(words.standing.number(7)).toContain('7');
    expect(words.documents.removeTitle('Report')).toContain('Report');
    expect(words.candidates.until('1 mei')).toContain('1 mei');
    expect(words.candidates.over('1 mei')).toContain('1 mei');
    expect(words.candidates.withdrawn('Art. 12')).toContain('Art. 12');
    expect(words.member.seats(1)).not.toMatch(/\d/);
    expect(words.member.seats(2)).toContain('2');
    expect(words.member.names(2)).toContain('2');
    for (const say of [
      words.office.itemTitle,
      words.office.itemText,
      words.office.reasonIn,
      words.office.up,
      words.office.down,
      words.candidates.statement,
      words.standing.statement,
      words.standing.withdraw,
      words.documents.remove,
      words.member.otherLanguage,
    ])
      expect(say('Frans')).toContain('Frans');
  }
});
