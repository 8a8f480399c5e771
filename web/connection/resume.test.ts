import { expect, it } from 'vitest';
import { diffView, patchView, type ViewPatch, type WallView } from '../../shared/view/index.ts';
import type { Delta } from '../../shared/wire/index.ts';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { follow, type Held, isAt, stepTo } from './resume.ts';

const EPOCH = 'a';
const VIEW = WALL_VIEWS.mock;
const PUT = (view: WallView, patch: ViewPatch): WallView => patchView(view, patch);

function withOwed(view: WallView, owedMinor: number): WallView {
  return { ...view, board: { ...view.board, owedMinor } };
}

function delta(seq: number, before: WallView, after: WallView, epoch = EPOCH): Delta<ViewPatch> {
  return { epoch, seq, nowAtMs: 0, patch: diffView(before, after) ?? { sections: {} } };
}

const HELD: Held<WallView> = { position: { epoch: EPOCH, seq: 0 }, view: VIEW };

it('takes the delta that comes next', () => expect(stepTo({ epoch: EPOCH, seq: 4 }, { epoch: EPOCH, seq: 5 })).toBe('next'));
it('takes the first delta after a snapshot at zero', () => expect(stepTo({ epoch: EPOCH, seq: 0 }, { epoch: EPOCH, seq: 1 })).toBe('next'));
it('passes over a delta that it has', () => expect(stepTo({ epoch: EPOCH, seq: 4 }, { epoch: EPOCH, seq: 4 })).toBe('repeat'));
it('sees a gap when one is missing', () => expect(stepTo({ epoch: EPOCH, seq: 4 }, { epoch: EPOCH, seq: 6 })).toBe('gap'));
it('sees a gap when the server began anew', () => expect(stepTo({ epoch: EPOCH, seq: 4 }, { epoch: 'b', seq: 5 })).toBe('gap'));

it('a resumed view equals the snapshot that would have been sent instead', () => {
  const views = [VIEW, withOwed(VIEW, 1), withOwed(VIEW, 2), WALL_VIEWS.calm];
  const deltas = views.slice(1).map((after, index) => delta(index + 1, views[index] ?? VIEW, after));
  expect(follow(HELD, deltas, PUT)).toEqual({ position: { epoch: EPOCH, seq: 3 }, view: WALL_VIEWS.calm });
});

it('nothing was sent before the break and nothing since: the view stands as it is', () => {
  expect(follow(HELD, [], PUT)).toBe(HELD);
});

it('deltas that came by both ways count once', () => {
  const once = delta(1, VIEW, withOwed(VIEW, 7));
  expect(follow(HELD, [once, once], PUT)?.view.board.owedMinor).toBe(7);
});

it('a missing delta leaves nothing to hold', () => {
  expect(follow(HELD, [delta(2, VIEW, withOwed(VIEW, 7))], PUT)).toBeNull();
});

it('a heartbeat of another place shows that a delta was lost', () => {
  expect([isAt({ epoch: EPOCH, seq: 3 }, { epoch: EPOCH, seq: 3 }), isAt({ epoch: EPOCH, seq: 3 }, { epoch: EPOCH, seq: 4 })]).toEqual([
    true,
    false,
  ]);
});
