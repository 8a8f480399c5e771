import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { KeptEvent } from '../../shared/event/index.ts';
import { event } from '../../test/contracts/log.contract.ts';
import { ManualClock } from '../../test/contracts/manual-clock.ts';
import { BatchReader } from './batch-reader.ts';
import type { CommitRequest, CommitResult } from './commit.ts';
import { Sealer } from './erase/sealing.ts';
import { Group, written } from './group.ts';
import { GroupCommit } from './group-commit.ts';
import type { IdentityHash } from './identity/identity-hash.ts';
import { LogStore } from './log-store.ts';

const root = mkdtempSync(join(tmpdir(), 'kept-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let files = 0;
let store: LogStore | undefined;
let file = '';
afterEach(() => store?.close());

function opened(hash?: IdentityHash): LogStore {
  files += 1;
  file = join(root, `${files}.db`);
  store = new LogStore(file, hash === undefined ? { personal: [] } : { personal: [], hash });
  return store;
}

function request(events: readonly KeptEvent[]): CommitRequest {
  const group = new Group();
  group.add({ ...written(events, new Sealer([])), resolve: () => {}, reject: () => {} });
  return group.request(0);
}

function told({ statuses, places }: CommitResult): string[] {
  return Array.from(statuses, (status, index) => `${['accepted', 'repeat', 'conflict'][status]} ${places[index]}`);
}

function commit(into: LogStore, events: readonly KeptEvent[]): string[] {
  return told(into.commit(request(events)));
}

describe('[LOG-1] when all hashes are the same', () => {
  const collide: IdentityHash = (_bytes, _from, _to, out) => out.fill(7);

  it('new events are still new', () => {
    expect(commit(opened(collide), [event('a'), event('b'), event('c')])).toEqual(['accepted 1', 'accepted 2', 'accepted 3']);
  });

  it('repeats and conflicts are still found, in the group and in the record', () => {
    const into = opened(collide);
    commit(into, [event('a'), event('b')]);
    expect(commit(into, [event('c'), event('b'), event('c'), event('a', { data: { x: 1 } })])).toEqual([
      'accepted 3',
      'repeat 2',
      'repeat 3',
      'conflict 1',
    ]);
  });

  it('identities read back from the file are still told apart', () => {
    commit(opened(collide), [event('a'), event('b')]);
    store?.close();
    store = new LogStore(file, { personal: [], hash: collide });
    expect(commit(store, [event('b'), event('c')])).toEqual(['repeat 2', 'accepted 3']);
  });
});

describe('commits that wait together', () => {
  it('[LOG-1] are a batch each, and know of each other', () => {
    const into = opened();
    const results = into.commitAll([
      request([event('a'), event('b')]),
      request([event('b')]),
      request([event('c'), event('a', { data: { x: 1 } })]),
    ]);
    expect(results.map(told)).toEqual([['accepted 1', 'accepted 2'], ['repeat 2'], ['accepted 3', 'conflict 1']]);
    expect(results.map(({ firstPlace }) => firstPlace)).toEqual([1, 0, 3]);
    expect(into.database.prepare('SELECT first_place, count FROM batch').all()).toMatchObject([
      { first_place: 1, count: 2 },
      { first_place: 3, count: 1 },
    ]);
  });
});

describe('when the disk is full', () => {
  const big = (id: string): KeptEvent => event(id, { data: { text: 'x'.repeat(200_000) } });
  const fillDisk = (into: LogStore): void => into.database.exec('PRAGMA max_page_count = 10');
  const freeDisk = (into: LogStore): void => into.database.exec('PRAGMA max_page_count = 1000000');

  it('the group is refused with LOG_FAILED and nothing of it is kept', () => {
    const into = opened();
    commit(into, [event('a')]);
    fillDisk(into);
    expect(() => commit(into, [event('b'), big('c')])).toThrow(
      expect.objectContaining({ code: 'LOG_FAILED', message: expect.stringContaining('2 events') }),
    );
    expect([into.head().place, into.database.prepare('SELECT count(*) AS count FROM batch').get()?.['count']]).toEqual([1, 1]);
  });

  it('[LOG-1] what was refused is not taken for a repeat when the disk is free again', () => {
    const into = opened();
    fillDisk(into);
    expect(() => commit(into, [event('b'), big('c')])).toThrow();
    freeDisk(into);
    expect(commit(into, [event('b'), big('c'), event('b')])).toEqual(['accepted 1', 'accepted 2', 'repeat 1']);
  });

  it('[LOG-1] of commits that wait together nothing is kept, and nothing of them is known when the disk is free again', () => {
    const into = opened();
    commit(into, [event('a')]);
    fillDisk(into);
    const together = [request([event('b')]), request([event('b'), event('a', { data: { x: 1 } })]), request([big('c')])];
    expect(() => into.commitAll(together)).toThrow(expect.objectContaining({ code: 'LOG_FAILED' }));
    freeDisk(into);
    expect(commit(into, [event('x'), event('b'), event('b')])).toEqual(['accepted 2', 'accepted 3', 'repeat 3']);
  });

  it('appends are answered one by one, and later ones go on', async () => {
    const into = opened();
    const log = new GroupCommit({
      clock: new ManualClock(),
      sealer: new Sealer([]),
      head: into.head(),
      commit: async (request) => into.commit(request),
    });
    fillDisk(into);
    await expect(log.append([big('a')], { urgent: true })).rejects.toMatchObject({ code: 'LOG_FAILED' });
    freeDisk(into);
    await expect(log.append([big('a')], { urgent: true })).resolves.toEqual([{ status: 'accepted', place: 1 }]);
    const reader = new BatchReader(file, { origin: into.origin, isWhole: true, onDamage: () => {} });
    expect(await Array.fromAsync(reader.read(0, () => log.head.place))).toHaveLength(1);
    reader.close();
  });
});
