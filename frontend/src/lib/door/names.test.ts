import { expect, it } from 'vitest';
import { folded, found } from './names';

const people = [
  'Chloé Dubois',
  'Bram Van den Berghe',
  'Ada Peeters',
  'Zoë Bergmans',
  'Jean-Loïc Œuvrard',
  'Ada Álvarez',
].map((name, id) => ({ id, name }));

const names = (asked: string): string[] => found(people, asked, 'nl-BE').map((person) => person.name);

it.each([
  ['chloe', ['Chloé Dubois']],
  ['CHLOÉ', ['Chloé Dubois']],
  ['dubois chlo', ['Chloé Dubois']],
  ['berg', ['Bram Van den Berghe', 'Zoë Bergmans']],
  ['van den', ['Bram Van den Berghe']],
  ['jean loic', ['Jean-Loïc Œuvrard']],
  ['oeuvrard', ['Jean-Loïc Œuvrard']],
  ['ada', ['Ada Álvarez', 'Ada Peeters']],
  ['eeters', []],
  ['   ', []],
  ['-', []],
])('%o finds %o', (asked, expected) => {
  expect(names(asked)).toEqual(expected);
});

it('puts a name that starts as asked before one that only has it', () => {
  const two = [
    { id: 1, name: 'Anna Bert' },
    { id: 2, name: 'Bert Zwart' },
  ];

  expect(found(two, 'bert', 'nl-BE').map((person) => person.id)).toEqual([2, 1]);
});

it('shows no more than fit', () => {
  const many = Array.from({ length: 400 }, (_, id) => ({ id, name: `Jan Janssens ${id}` }));

  expect(found(many, 'jan', 'nl-BE', 5)).toHaveLength(5);
});

it('reads letters with accents, ligatures and other alphabets alike', () => {
  expect(folded('  Łukasz  Straßer–Ñandú  ')).toBe('lukasz strasser nandu');
  expect(folded('Ελένη')).toBe('ελενη');
});
