import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

/** What is kept, and what stays in a browser, are found by their name rather than spelled out. */
const BY_VALUE = /^(kinds|browser|mails|seats)\./;

const FOLDERS = ['src/lib/privacy', 'src/routes/privacy', 'src/routes/me/data', 'src/routes/me/details'].concat([
  'src/routes/me/address',
  'src/routes/registrations/[id]/data',
  'src/routes/office/members/erasures',
]);

isComplete([nl, fr, en, de], en, FOLDERS, BY_VALUE);

it('knows the same browser storage in every language', () => {
  for (const words of [nl, fr, de]) expect(Object.keys(words.browser)).toEqual(Object.keys(en.browser));
});
