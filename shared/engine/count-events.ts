import { type Ratio, versionAt } from '../book/index.ts';
import { type Mark, withoutReplaced } from '../clock/index.ts';
import { countEvent, countInDay, emptyDay } from '../measure/index.ts';
import { lineOf, markDirty, tallyAt } from './lines.ts';
import type { Counted, EngineState, Item } from './state.ts';

/** Counts an item's events anew in every ratio over events: what changed is taken out and put in (WIN-3, LOG-2). */
export function recountEvents(state: EngineState, item: Item): void {
  if (!state.countsEvents) return;
  const before = new Map(item.counted.map((counted) => [keyOf(counted), counted]));
  const after = new Map(
    withoutReplaced(item.marks)
      .flatMap((mark) => countedOf(state, mark))
      .map((counted) => [keyOf(counted), counted]),
  );
  for (const [key, counted] of before) if (!after.has(key)) put(state, counted, -1);
  for (const [key, counted] of after) if (!before.has(key)) put(state, counted, 1);
  item.counted = [...after.values()];
}

function countedOf(state: EngineState, mark: Mark): readonly Counted[] {
  return versionAt(state.book, mark.atMs).promises.flatMap((promise) => {
    if (promise.kind !== 'ratio' || promise.events === null) return [];
    const isGood = promise.events.good.has(mark.type);
    if (!isGood && !promise.events.all.has(mark.type)) return [];
    return [{ promise: promise.id, group: groupOf(promise, mark), atMs: mark.atMs, isGood, id: `${mark.source} ${mark.id}` }];
  });
}

/** Two events of one item at one instant are two: the id is part of the key. */
function keyOf(counted: Counted): string {
  return `${counted.promise} ${counted.group} ${counted.atMs} ${counted.isGood} ${counted.id}`;
}

function put(state: EngineState, counted: Counted, sign: 1 | -1): void {
  const promise = versionAt(state.book, counted.atMs).promises.find((each) => each.id === counted.promise) as Ratio;
  const line = lineOf(state, promise.id, counted.group);
  const tally = tallyAt(line, promise, counted.atMs);
  countEvent(tally, counted, sign);
  if (promise.measure.kind !== 'share') {
    const dayNumber = promise.calendar.zone.localDayOf(counted.atMs);
    countInDay(
      tally.days.getOrInsertComputed(dayNumber, () => emptyDay(promise.calendar.zone, dayNumber)),
      counted,
      sign,
    );
  }
  if (tally === line.current) markDirty(state, line);
}

function groupOf(promise: Ratio, { data }: Mark): string | null {
  if (promise.group === null) return null;
  const value = promise.group.evaluate({ data, item: data });
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
}
