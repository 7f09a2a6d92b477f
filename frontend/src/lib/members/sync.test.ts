import { expect, it } from 'vitest';
import en from './messages/en';
import { broughtUp, countsOf, rhythm, type SyncRun } from './sync';

const run = (id: number, state: SyncRun['state'] = 'finished') => ({ id, state }) as SyncRun;

it('says how often the register is fetched, and names the host alone', () => {
  const source = 'https://members.example.org/convoke?key=secret';

  expect(rhythm(source, 60, en.sync)).toBe('Every hour, Convoke fetches the register from members.example.org.');
  expect(rhythm(source, 120, en.sync)).toMatch(/^Every 2 hours/);
  expect(rhythm(source, 90, en.sync)).toMatch(/^Every 90 minutes/);
  expect(rhythm(source, 0, en.sync)).toContain('when somebody asks');
});

it('tells only the counts that say something', () => {
  expect(countsOf({ added: 0, changed: 1200, gone: 1 }, en.sync)).toEqual(['1,200 changed', '1 left']);
  expect(countsOf({ added: 0, changed: 0, gone: 0 }, en.sync)).toEqual([]);
});

it('brings the runs it knows up to date and keeps the older ones', () => {
  expect(broughtUp([run(2, 'under_way'), run(1)], [run(3, 'under_way'), run(2)])).toEqual([
    run(3, 'under_way'),
    run(2),
    run(1),
  ]);
});
