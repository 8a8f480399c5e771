import { type Ratio, versionAt } from '../book/index.ts';
import { groupIn, type Mark, scopeAt, withoutReplaced } from '../clock/index.ts';
import { countEvent, countInDay, emptyDay } from '../measure/index.ts';
import { lineOf, markTouched, tallyAt } from './lines.ts';
import type { Counted, EngineState, Item } from './state.ts';

/**
 * Counts an item's events in every ratio over events (WIN-3).
 * @param marks the new one; all of the item where some take another's place, and then what changed is put right (LOG-2).
 */
export function recountEvents(state: EngineState, item: Item, marks: readonly Mark[]): void {
  if (!state.countsEvents) return;
  const after = new Map(
    withoutReplaced(marks)
      .flatMap((mark) => countedOf(state, item, mark))
      .map((counted) => [keyOf(counted), counted]),
  );
  if (item.hasCorrections) for (const [key, counted] of item.counted) if (!after.has(key)) put(state, item, counted, -1);
  for (const [key, counted] of after) if (!item.counted.has(key)) put(state, item, counted, 1);
}

function countedOf(state: EngineState, item: Item, mark: Mark): readonly Counted[] {
  return versionAt(state.book, mark.atMs).promises.flatMap((promise) => {
    if (promise.kind !== 'ratio' || promise.events === null) return [];
    const isGood = promise.events.good.has(mark.type);
    if (!isGood && !promise.events.all.has(mark.type)) return [];
    return [
      {
        promise: promise.id,
        group: groupOf(state, promise, { subject: item.subject, mark }),
        atMs: mark.atMs,
        isGood,
        id: `${mark.source} ${mark.id}`,
      },
    ];
  });
}

/** Two events of one item at one instant are two: the id is part of the key. */
function keyOf(counted: Counted): string {
  return `${counted.promise} ${counted.group} ${counted.atMs} ${counted.isGood} ${counted.id}`;
}

function put(state: EngineState, item: Item, counted: Counted, sign: 1 | -1): void {
  if (sign === 1) item.counted.set(keyOf(counted), counted);
  else item.counted.delete(keyOf(counted));
  const promise = versionAt(state.book, counted.atMs).promises.find((each) => each.id === counted.promise) as Ratio;
  const line = lineOf(state, promise.id, counted.group);
  const tally = tallyAt(state, line, promise, counted.atMs);
  countEvent(tally, counted, sign);
  if (promise.measure.kind !== 'share') {
    const { zone } = promise.calendar;
    const dayNumber = zone.localDayOf(counted.atMs);
    countInDay(
      tally.days.getOrInsertComputed(dayNumber, () => emptyDay(zone, dayNumber)),
      counted,
      sign,
    );
  }
  markTouched(state, line, tally);
}

function groupOf(state: EngineState, promise: Ratio, { subject, mark }: { readonly subject: string; readonly mark: Mark }): string | null {
  if (promise.group === null) return null;
  const opening = { subject, data: mark.data };
  return groupIn(promise.group, scopeAt({ book: state.book, item: null, opening, registerOf: state.registers.of }, mark.atMs));
}
