import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { advance, applyBatch, emptyState } from '../../shared/engine/index.ts';
import { ListShelf, pictureOf, shelved, WORLDS } from '../../test/simulation/checkpoint-world.ts';
import { batchesOf, seededRandom } from '../../test/simulation/world.ts';
import { ScratchShelf } from './scratch-shelf.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'kept-scratch-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return join(made, 'live-items');
}

it.each(WORLDS.filter(({ name }) => !/circuits|money/.test(name)).map((world, index) => [world.name, index, world] as const))(
  '[LOG-3] %s: what a server has put away is there for whoever asks, and checkpoints written meanwhile change nothing',
  (_, index, world) => {
    const random = seededRandom(index);
    const events = world.eventsOf(index);
    const batches = batchesOf(events, ({ time }) => Date.parse(time));
    const shelf = new ScratchShelf(folder(), 20);
    const live = emptyState(world.book);
    const [plain, behind] = [emptyState(world.book), emptyState(world.book)];
    const checkpointed = new ListShelf();
    shelf.begin(live);
    for (const batch of batches) {
      for (const state of [live, plain, behind]) applyBatch(state, batch);
      if (random() < 0.3) shelf.putAway(live);
      if (random() > 0.02) continue;
      behind.items.turn();
      shelved(behind, checkpointed);
      shelf.settle(behind.place, checkpointed);
    }
    for (const state of [live, plain]) advance(state, world.endMs);
    expect(live.items.size).toBeLessThan(plain.items.size);
    expect([...live.items.values()].map(({ subject }) => subject).sort()).toEqual(
      [...plain.items.values()].map(({ subject }) => subject).sort(),
    );
    expect(pictureOf(live)).toBe(pictureOf(plain));
    shelf.close();
  },
  20_000,
);

it('what a checkpoint holds leaves the disk, and nothing is left at the end', () => {
  const [world] = WORLDS;
  if (world === undefined) throw new Error('there are worlds');
  const at = folder();
  const shelf = new ScratchShelf(at, 20);
  const state = emptyState(world.book);
  shelf.begin(state);
  for (const batch of batchesOf(world.eventsOf(1), ({ time }) => Date.parse(time))) {
    applyBatch(state, batch);
    shelf.putAway(state);
  }
  expect(readdirSync(at).length).toBeGreaterThan(1);
  shelf.settle(state.place, new ListShelf());
  expect(readdirSync(at)).toEqual([]);
  shelf.close();
  expect(existsSync(at)).toBe(false);
});
