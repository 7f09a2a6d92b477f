import { describe, expect, it } from 'vitest';
import { instantOf, isAgain, later, localOf, offsetName, read, zoneExists } from './zones';

const BRUSSELS = 'Europe/Brussels';

describe('a wall clock in a zone', () => {
  it.each([
    ['2023-01-26T18:00', BRUSSELS, '2023-01-26T17:00:00Z'],
    ['2023-06-20T09:00', BRUSSELS, '2023-06-20T07:00:00Z'],
    ['2023-03-26T01:59', BRUSSELS, '2023-03-26T00:59:00Z'],
    ['2023-03-26T03:00', BRUSSELS, '2023-03-26T01:00:00Z'],
    ['2023-10-29T01:59', BRUSSELS, '2023-10-28T23:59:00Z'],
    ['2023-10-29T03:00', BRUSSELS, '2023-10-29T02:00:00Z'],
    ['2023-03-26T02:30', 'Asia/Kolkata', '2023-03-25T21:00:00Z'],
    ['2023-07-01T00:00', 'America/St_Johns', '2023-07-01T02:30:00Z'],
    ['2023-12-31T23:30', 'Pacific/Kiritimati', '2023-12-31T09:30:00Z'],
  ])('%s in %s is %s, and back', (local, zone, instant) => {
    expect(read(local, zone)).toEqual({ kind: 'once', instant });
    expect(localOf(instant, zone)).toBe(local);
    expect(isAgain(instant, zone)).toBe(false);
  });

  it('never shows the hour that summer time jumps over', () => {
    expect(read('2023-03-26T02:00', BRUSSELS)).toEqual({ kind: 'never', next: '2023-03-26T03:00' });
    expect(read('2023-03-26T02:30', BRUSSELS)).toEqual({ kind: 'never', next: '2023-03-26T03:30' });
    expect(instantOf('2023-03-26T02:59', BRUSSELS)).toBeNull();
    expect(read('2023-10-01T02:15', 'Australia/Lord_Howe')).toEqual({ kind: 'never', next: '2023-10-01T02:45' });
  });

  it('shows the hour that winter time repeats twice', () => {
    const twice = { kind: 'twice', first: '2023-10-29T00:30:00Z', second: '2023-10-29T01:30:00Z' };

    expect(read('2023-10-29T02:30', BRUSSELS)).toEqual(twice);
    expect(instantOf('2023-10-29T02:30', BRUSSELS)).toBe(twice.first);
    expect(instantOf('2023-10-29T02:30', BRUSSELS, true)).toBe(twice.second);
    expect(localOf(twice.first, BRUSSELS)).toBe(localOf(twice.second, BRUSSELS));
    expect([isAgain(twice.first, BRUSSELS), isAgain(twice.second, BRUSSELS)]).toEqual([false, true]);
    expect([offsetName(twice.first, BRUSSELS), offsetName(twice.second, BRUSSELS)]).toEqual(['UTC+02:00', 'UTC+01:00']);
  });

  it('comes back from any instant of both change days', () => {
    for (const day of ['2023-03-26T00:00:00Z', '2023-10-28T22:00:00Z']) {
      for (let minute = 0; minute < 360; minute += 7) {
        const instant = new Date(Date.parse(day) + minute * 60_000).toISOString().replace('.000Z', 'Z');
        expect(instantOf(localOf(instant, BRUSSELS), BRUSSELS, isAgain(instant, BRUSSELS))).toBe(instant);
      }
    }
  });

  it('is nothing while it is being typed', () => {
    for (const local of ['', '2023-03', '2023-13-45T10:00', 'tomorrow']) expect(read(local, BRUSSELS)).toBeNull();
  });

  it('counts on over midnight and names zones west of Greenwich with a minus', () => {
    expect(later('2023-12-31T23:00', 120)).toBe('2024-01-01T01:00');
    expect(offsetName('2023-07-01T00:00:00Z', 'America/St_Johns')).toBe('UTC−02:30');
    expect([zoneExists(BRUSSELS), zoneExists('Europe/Nowhere'), zoneExists('')]).toEqual([true, false, false]);
  });
});
