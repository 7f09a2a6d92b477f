import { isComplete } from '$lib/messages/complete';
import { expect, it } from 'vitest';
import de from './de';
import en from './en';
import fr from './fr';
import nl from './nl';

const languages = [nl, fr, en, de];

/** Words found by a value rather than spelled out: `list[shelf]`, `arrivals[line]`, `form[audience]`. */
const BY_VALUE =
  /^(places\.\w+|list\.(upcoming|drafts|past)|arrivals\.(live|polling|offline)|people\.cancelled|form\.(everyone|members))$/;

isComplete(languages, en, ['src/routes/office', 'src/lib/office'], BY_VALUE);

it('puts the names, hours and numbers it is given into the sentence', () => {
  for (const words of languages) {
    expect(words.form.never('02:30', 'Europe/Brussels')).toMatch(/Europe\/Brussels.*02:30/);
    expect(words.form.twice('02:30')).toContain('02:30');
    expect(words.form.lasts(3, 20)).toMatch(/3.*20/);
    expect(words.form.lasts(3, 0)).not.toContain('0');
    expect(words.cancel.mailed(1)).not.toBe(words.cancel.mailed(2).replace('2', '1'));
    expect(words.cancel.mailed(1234)).toMatch(/1\D?234/);
    expect(words.people.arrived('Ada', '18:04', 'Tuin')).toMatch(/Ada.*18:04.*Tuin/);
    expect(words.arrivals.of(9, 19)).toMatch(/9.*19/);
  }
});
