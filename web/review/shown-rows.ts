import type { ThenNowRow } from '../../shared/review/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import type { State, WallView } from '../../shared/view/index.ts';

/** A row of the wall that is replayed: an item that breaks next, or a line in trouble. */
export type ShownRow = {
  readonly id: string;
  readonly kind: 'item' | 'line';
  readonly label: string;
  readonly name: Bilingual;
  readonly shown: ThenNowRow['then'];
};

/** Worst first. */
const WORST: readonly State[] = ['broken', 'likely', 'at-risk', 'no-data'];

/** What a wall shows in trouble, the worst first, items before lines; a calm wall has none. */
export function shownRows({ lines, next }: Pick<WallView, 'lines' | 'next'>, most: number): readonly ShownRow[] {
  const named = new Map(lines.map(({ promise, short }) => [promise, short]));
  const items = next.map(({ id, label, promise, state, chance, dueAtMs }): ShownRow => {
    return {
      id,
      kind: 'item',
      label,
      name: named.get(promise) ?? { en: promise, zh: promise },
      shown: { state, chance, byAtMs: dueAtMs, silentSinceAtMs: null },
    };
  });
  const inTrouble = lines.map(({ id, short, group, state, chance, breaksAtMs, silentSinceAtMs }): ShownRow => {
    return { id, kind: 'line', label: group ?? '', name: short, shown: { state, chance, byAtMs: breaksAtMs, silentSinceAtMs } };
  });
  return [...items, ...inTrouble]
    .filter(({ shown }) => WORST.includes(shown.state))
    .toSorted((a, b) => WORST.indexOf(a.shown.state) - WORST.indexOf(b.shown.state))
    .slice(0, most);
}

/** Lines that a wall counts as kept so far: all but those that are broken or without data. */
export function keptLines(lines: WallView['lines']): number {
  return lines.filter(({ state }) => state !== 'broken' && state !== 'no-data').length;
}
