import { expect, it } from 'vitest';
import { batchesOf, bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS } from '../../../test/simulation/world.ts';
import { advance, applyBatch, emptyState } from '../../engine/index.ts';
import { diffView, patchView, wallView } from '../index.ts';

const START_MS = Date.UTC(2013, 6, 1, 8);
const WALL = { boardId: 'wall', banner: null };

/** Walls of a day, one each few minutes. */
function walls(seed: number) {
  const state = emptyState(bookOf(DEPARTURES_BOOK));
  const events = departuresDay(seed, START_MS, 120);
  const batches = batchesOf(events, (event) => Date.parse(event.time));
  const views = [];
  for (const batch of batches) {
    for (let atMs = state.nowAtMs + 7 * MINUTE_MS; state.nowAtMs > 0 && atMs < batch.receivedAtMs; atMs += 7 * MINUTE_MS)
      advance(state, atMs);
    applyBatch(state, batch);
    const view = wallView(state, WALL);
    if (batch.receivedAtMs > START_MS + 2 * HOUR_MS && view !== null) views.push(view);
  }
  return { state, views };
}

it('a wall that was patched is byte for byte the wall that is drawn anew', () => {
  const { views } = walls(1);
  let held = views[0];
  let patches = 0;
  for (const view of views.slice(1)) {
    if (held === undefined) break;
    const patch = diffView(held, view);
    if (patch !== null) held = patchView(held, JSON.parse(JSON.stringify(patch)));
    patches += patch === null ? 0 : 1;
    expect(JSON.stringify(held)).toBe(JSON.stringify(view));
  }
  expect(patches).toBeGreaterThan(100);
});
it('every line stands on the wall once, in the order of the book, whatever happens', () => {
  const { views } = walls(2);
  const orders = new Set(views.map((view) => view.lines.map((line) => line.id).join(' ')));
  expect([...orders].at(-1)).toBe(
    'leaves-on-time leaves-on-time/EWR leaves-on-time/JFK on-time-share/B6 on-time-share/DL on-time-share/UA',
  );
  for (const view of views) expect(new Set(view.lines.map((line) => line.id)).size).toBe(view.lines.length);
});
it('the large tiles are those in trouble, the worst first; else the ones nearest to it', () => {
  for (const view of walls(3).views) {
    const states = view.hot.map((hot) => view.lines.find((line) => line.id === hot.id)?.state);
    const ranks = states.map((state) => ['broken', 'likely', 'at-risk', 'no-data'].indexOf(state ?? ''));
    const trouble = view.lines.filter((line) => ['broken', 'likely', 'at-risk', 'no-data'].includes(line.state)).length;
    expect(view.hot.length).toBe(Math.max(Math.min(4, view.lines.length), Math.min(9, trouble)));
    const inTrouble = ranks.filter((rank) => rank >= 0);
    expect(inTrouble).toEqual(ranks.slice(0, inTrouble.length).sort((a, b) => a - b));
  }
});
it('something turns amber before it breaks', () => {
  const { state, views } = walls(4);
  const warned = new Set(
    views.flatMap((view) => view.next.filter((row) => row.state === 'at-risk' || row.state === 'likely').map((row) => row.label)),
  );
  const broken = [...state.items.values()].filter(
    (item) => item.obligations[0]?.state === 'broken' && item.obligations[0].decidedAtMs === (item.obligations[0].dueAtMs ?? 0) + 1,
  );
  const flagged = broken.filter((item) => warned.has(item.subject.split('/')[1] ?? ''));
  expect(broken.length).toBeGreaterThan(5);
  expect(flagged.length / broken.length).toBeGreaterThan(0.5);
});
it('chances are never certain, and countdown rows come by due', () => {
  for (const view of walls(5).views) {
    const chances = [...view.lines.map((line) => line.chance), ...view.next.map((row) => row.chance)].filter((chance) => chance !== null);
    expect(chances.every((chance) => chance >= 0.01 && chance <= 0.99)).toBe(true);
    const dues = view.next.map((row) => row.dueAtMs);
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
  }
});
it('a board that the book does not have is null', () => {
  expect(wallView(walls(6).state, { boardId: 'nowhere', banner: null })).toBeNull();
});
