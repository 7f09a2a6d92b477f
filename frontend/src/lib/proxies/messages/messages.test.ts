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
  ['src/routes/office/assemblies', 'src/lib/proxies'],
  /^(kinds|kindHints|kindTerms|choices|states)\./,
);

it('puts the names, numbers and moments it is given into the sentence', () => {
  const { mine, office, enter } = en;
  const named = [
    'waiting',
    'active',
    'activeFor',
    'sent',
    'accepted',
    'declined',
    'withdrawDetail',
    'backTitle',
    'backDetail',
    'backDone',
    'until',
    'over',
  ] as const satisfies (keyof typeof mine)[];
  for (const words of languages) {
    for (const key of named) expect(words.mine[key]('Ada')).toContain('Ada');
    for (const key of ['to', 'from'] as const) expect(words.mine[key]('Ada', 7)).toMatch(/Ada.*7/);
    for (const key of ['handedOn', 'withdrawTitle', 'withdrawn', 'accepted', 'scanOf', 'scanKept'] as const)
      expect(words.office[key]('Ada')).toContain('Ada');
    expect(words.enter.saved('Ada', 'Bram')).toMatch(/Ada.*Bram/);
    expect(words.files.shown(50)).toContain('50');
  }
  expect(office.scanName(7)).toBe('proxy-7');
  expect(enter.giverName('Ada')).toContain('Ada');
});
