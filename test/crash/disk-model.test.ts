import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Dice } from '../fuzz/dice.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { DiskModel, type Loss } from './disk-model.ts';
import type { DiskOp } from './disk-step.ts';

const LINK: DiskOp = { kind: 'link', path: 'a', file: 1 };
const write = (text: string, at = 0): DiskOp => ({ kind: 'write', file: 1, at, bytes: Buffer.from(text) });
const SYNC: DiskOp = { kind: 'sync', file: 1 };
const SYNC_FOLDER: DiskOp = { kind: 'sync-folder', folder: '' };

/** The text of the file after these operations and a cut, `null` when it has no name. */
function afterCut(ops: readonly DiskOp[], loss: Loss, inProgress?: DiskOp): string | null {
  const model = new DiskModel();
  for (const op of ops) for (const kind of ['begin', 'end'] as const) model.step({ kind, op });
  if (inProgress !== undefined) model.step({ kind: 'begin', op: inProgress });
  const folder = scratchFolder();
  model.rebuild(folder, loss, new Dice(1));
  try {
    return readFileSync(join(folder, 'a'), 'utf8');
  } catch {
    return null;
  }
}

it.each<[string, readonly DiskOp[], DiskOp | undefined, string | null]>([
  ['what was written and synced is there', [LINK, write('one'), SYNC, SYNC_FOLDER], undefined, 'one'],
  ['what was written and not synced is lost', [LINK, write('one'), SYNC, SYNC_FOLDER, write('two')], undefined, 'one'],
  ['a name whose folder was not synced is lost', [LINK, write('one'), SYNC], undefined, null],
  ['a sync that is not over makes nothing sure', [LINK, SYNC_FOLDER, write('one')], SYNC, ''],
  ['a second sync makes sure what the first one came too early for', [LINK, SYNC_FOLDER, SYNC, write('one'), SYNC], undefined, 'one'],
])('in the worst case %s', (_, ops, inProgress, text) => {
  expect(afterCut(ops, 'none of it', inProgress)).toBe(text);
});

it('in the best case everything is there, also what is being written', () => {
  expect(afterCut([LINK, write('one')], 'all of it', write('two', 3))).toBe('onetwo');
});

it('sectors reach the disk each for itself', () => {
  const text = afterCut([LINK, SYNC_FOLDER, write('x'.repeat(512 * 20))], 'any sectors') ?? '';
  expect(new Set(text.match(/.{1,512}/gs))).toEqual(new Set(['x'.repeat(512), '\0'.repeat(512)]));
});
