import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Posting, type Answer, type NewScan, type Verdict } from './posting';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Scans on their way', () => {
  it('are answered each with its verdict', async () => {
    const door = open(admit);
    door.posting.add(scan('1'));
    door.posting.add(scan('2'));
    await vi.runAllTimersAsync();

    expect(door.heard).toEqual(['1 admitted', '2 admitted']);
    expect(door.shelf).toEqual([]);
  });

  it('that the network swallows are sent again under the same id, ever more patiently, until answered', async () => {
    let gone = 4;
    const asked: [number, string[]][] = [];
    const door = open((scans) => {
      asked.push([Date.now(), scans.map((one) => one.scan_id)]);
      return gone-- > 0 ? { later: 'network' } : admit(scans);
    });
    const start = Date.now();
    door.posting.add(scan('1'));
    await vi.advanceTimersByTimeAsync(0);

    expect(door.waiting).toEqual([1, 'network']);
    expect(door.shelf).toEqual([scan('1')]);

    await vi.advanceTimersByTimeAsync(60_000);

    expect(asked.map(([at, ids]) => [at - start, ...ids])).toEqual([
      [0, '1'],
      [1000, '1'],
      [3000, '1'],
      [7000, '1'],
      [15_000, '1'],
    ]);
    expect(door.heard).toEqual(['1 admitted']);
    expect(door.waiting).toEqual([0, undefined]);
  });

  it('wait no longer once the network is known to be back', async () => {
    let gone = true;
    const door = open((scans) => (gone ? { later: 'network' } : admit(scans)));
    door.posting.add(scan('1'));
    await vi.advanceTimersByTimeAsync(0);
    gone = false;
    door.posting.flush();
    await vi.advanceTimersByTimeAsync(0);

    expect(door.heard).toEqual(['1 admitted']);
  });

  it('survive a reload', async () => {
    const door = open(admit, [scan('kept')]);
    door.posting.flush();
    await vi.runAllTimersAsync();

    expect(door.heard).toEqual(['kept admitted']);
  });

  it('that the server will never judge do not hold up the others', async () => {
    const door = open(
      (scans) => (scans.some((one) => one.scan_id === 'bad') ? { refused: 'No.' } : admit(scans)),
      [scan('1'), scan('bad'), scan('2')],
    );
    door.posting.flush();
    await vi.runAllTimersAsync();

    expect(door.heard.sort()).toEqual(['1 admitted', '2 admitted', 'bad: No.']);
    expect(door.shelf).toEqual([]);
  });

  it('made while others are under way follow them', async () => {
    const asked: string[][] = [];
    const door = open(async (scans) => {
      asked.push(scans.map((one) => one.scan_id));
      await new Promise((done) => setTimeout(done, 100));
      return admit(scans);
    });
    ['1', '2', '3'].forEach((id) => door.posting.add(scan(id)));
    await vi.runAllTimersAsync();

    expect(asked).toEqual([['1'], ['2', '3']]);
    expect(door.heard).toHaveLength(3);
  });
});

function open(send: (scans: NewScan[]) => Answer | Promise<Answer>, kept: NewScan[] = []) {
  const door = {
    heard: [] as string[],
    shelf: kept,
    waiting: [] as unknown[],
    posting: undefined as unknown as Posting,
  };
  door.posting = new Posting(
    { load: () => door.shelf, save: (scans) => (door.shelf = scans) },
    {
      send: async (scans) => send(scans),
      onVerdict: (verdict) => door.heard.push(`${verdict.scan_id} ${verdict.verdict}`),
      onRefused: (detail, { scan_id }) => door.heard.push(`${scan_id}: ${detail}`),
      onWaiting: (count, why) => (door.waiting = [count, why]),
    },
  );
  return door;
}

function admit(scans: NewScan[]): Answer {
  return { verdicts: scans.map(({ scan_id }) => ({ scan_id, verdict: 'admitted' }) as Verdict) };
}

function scan(scan_id: string): NewScan {
  return { scan_id, event: 'day', gate: 'A', direction: 'in', code: 'X' };
}
