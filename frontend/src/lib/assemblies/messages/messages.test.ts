import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

isComplete(languages, en, ['src/routes/office/assemblies', 'src/lib/assemblies'], /^(kinds|statuses)\./);

it('puts the names, days and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.statutes.copyOf('CV / SC')).toContain('CV / SC');
    expect(words.statutes.retireTitle('CV / SC')).toContain('CV / SC');
    expect(words.statutes.retired('CV / SC')).toContain('CV / SC');
    expect(words.page.conveneNear(1)).not.toMatch(/\d/);
    expect(words.page.conveneNear(3)).toContain('3');
    expect(words.page.removeTitle('Party')).toContain('Party');
    expect(words.page.removed('Party')).toContain('Party');
    expect(words.rules.withinOf('A')).toContain('A');
    expect(words.roll.from('1 mei 2023')).toContain('1 mei 2023');
    expect(words.roll.settleDetail('1 mei 2023')).toContain('1 mei 2023');
    expect(words.roll.shown('200', '486')).toMatch(/200.*486/);
  }
});
