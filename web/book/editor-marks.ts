import { Chunk } from '@codemirror/merge';
import { type Extension, RangeSet, RangeSetBuilder, StateEffect, StateField, Text } from '@codemirror/state';
import { type EditorView, GutterMarker, gutter } from '@codemirror/view';

/** A finding at a line; `fix` is told before `look` where a line has both. */
export type LineMark = { readonly line: number; readonly level: 'fix' | 'look' };

const SIGN = { fix: '■', look: '□' } as const;
/** A comparison that would take longer than this is told roughly. */
const DIFF_MS_MAX = 100;

class Mark extends GutterMarker {
  readonly level: LineMark['level'];
  constructor(level: LineMark['level']) {
    super();
    this.level = level;
  }
  override eq(other: Mark): boolean {
    return other.level === this.level;
  }
  override toDOM(): Node {
    return document.createTextNode(SIGN[this.level]);
  }
}

class Changed extends GutterMarker {
  override elementClass = 'is-changed';
}

const MARKS = { fix: new Mark('fix'), look: new Mark('look') };
const CHANGED = new Changed();

export const setMarks = StateEffect.define<readonly LineMark[]>();
export const setChanged = StateEffect.define<readonly (readonly [first: number, last: number])[]>();

const marks = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(before, { changes, effects, state }) {
    const set = effects.find((effect) => effect.is(setMarks));
    if (set === undefined) return before.map(changes);
    const levels = new Map<number, LineMark['level']>();
    for (const { line, level } of set.value as readonly LineMark[]) if (level === 'fix' || !levels.has(line)) levels.set(line, level);
    return built(
      [...levels]
        .filter(([line]) => line >= 1 && line <= state.doc.lines)
        .map(([line, level]) => [state.doc.line(line).from, MARKS[level]]),
    );
  },
});

const changed = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(before, { changes, effects, state }) {
    const set = effects.find((effect) => effect.is(setChanged));
    if (set === undefined) return before.map(changes);
    const lines = (set.value as readonly (readonly [number, number])[]).flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, nth) => first + nth),
    );
    return built(lines.filter((line) => line <= state.doc.lines).map((line) => [state.doc.line(line).from, CHANGED]));
  },
});

function built(places: readonly (readonly [from: number, marker: GutterMarker])[]): RangeSet<GutterMarker> {
  const builder = new RangeSetBuilder<GutterMarker>();
  for (const [from, marker] of places.toSorted(([a], [b]) => a - b)) builder.add(from, from, marker);
  return builder.finish();
}

/** Lines of the second text that the first does not have, as first and last, 1-based; a removal marks the line behind it. */
export function changedLines(before: string, after: string): readonly (readonly [first: number, last: number])[] {
  const [a, b] = [Text.of(before.split('\n')), Text.of(after.split('\n'))];
  return Chunk.build(a, b, { scanLimit: 500, timeout: DIFF_MS_MAX }).map(({ fromB, endB }) => {
    const first = b.lineAt(Math.min(fromB, b.length)).number;
    return [first, Math.max(first, b.lineAt(Math.min(Math.max(endB, fromB), b.length)).number)];
  });
}

export const MARK_GUTTERS: readonly Extension[] = [
  marks,
  changed,
  gutter({ class: 'cm-marks', markers: (view: EditorView) => view.state.field(marks), initialSpacer: () => MARKS.fix }),
  gutter({ class: 'cm-changed', markers: (view: EditorView) => view.state.field(changed) }),
];
