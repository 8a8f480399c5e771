import { type Mark, replacedIdOf } from '../../clock/index.ts';
import { DAY_MS } from '../../event/index.ts';
import { compareText } from '../../text/index.ts';
import type { EngineState } from '../state.ts';
import type { Item } from './item.ts';

/** What stands in an item for a correction that was sent about another one: it takes the place of a mark and is read by nothing. */
const SHADOW_TYPE = 'kept.replaced';

/** A correction whose item does not hold what it names. */
type Stray = { readonly subject: string; readonly mark: Mark };

/**
 * Corrections that name an event of another item (LOG-2): a report that was sent under a wrong number. Nothing is kept of any event
 * before the first of them comes.
 */
export class Elsewhere {
  /** By source and the id that they name. */
  readonly strays = new Map<string, Stray[]>();
  /** Items that hold a mark, by its source and id; `null` until it is asked for. */
  holders: Map<string, string[]> | null = null;
}

/** A mark that has to be put into another item, so that what it names no longer counts there. */
export type Shadow = { readonly subject: string; readonly mark: Mark };

const NONE: readonly Shadow[] = [];

/** What a new mark of an item means for others: for those that hold what it corrects, and for itself where it was corrected before it came. */
export function shadowsOf(state: EngineState, item: Item, mark: Mark): readonly Shadow[] {
  const { elsewhere } = state;
  const id = replacedIdOf(mark);
  if (id === null && elsewhere.holders === null && elsewhere.strays.size === 0) return NONE; // Of most logs nothing ever is.
  const key = keyOf(mark.source, mark.id);
  if (elsewhere.holders !== null) hold(elsewhere.holders, key, item.subject);
  const own = (elsewhere.strays.get(key) ?? []).filter((stray) => stray.subject !== item.subject && reaches(stray.mark, mark));
  const shadows = own.map((stray) => ({ subject: item.subject, mark: shadowOf(stray.mark, mark.id) }));
  return id !== null && !holds(item, mark.source, id)
    ? [...shadows, ...shadowsOfStray(state, { subject: item.subject, mark }, id)]
    : shadows;
}

/** Whether an item holds an event itself, and not what stands there for one of another item. */
function holds({ marks }: Item, source: string, id: string): boolean {
  return marks.some((each) => each.source === source && each.id === id && each.type !== SHADOW_TYPE);
}

/** Of two that name the same event the later in the log counts: it takes the place of the other as well. */
function shadowsOfStray(state: EngineState, stray: Stray, id: string): readonly Shadow[] {
  const { elsewhere, items } = state;
  elsewhere.holders ??= holdersIn(items.values());
  const key = keyOf(stray.mark.source, id);
  const rivals = elsewhere.strays.getOrInsertComputed(key, () => []);
  const losers = rivals.map((rival) => ({ subject: rival.subject, mark: shadowOf(stray.mark, rival.mark.id) }));
  rivals.push(stray);
  // By their names, whatever was read first: some items may have been put away and read again.
  const held = (elsewhere.holders.get(key) ?? []).toSorted(compareText).flatMap((subject) => {
    const named = (items.get(subject)?.marks ?? []).filter((mark) => mark.source === stray.mark.source && mark.id === id);
    return named.some((mark) => reaches(stray.mark, mark)) ? [{ subject, mark: shadowOf(stray.mark, id) }] : [];
  });
  return [...losers, ...held];
}

/** The same UTC day or an earlier one. */
function reaches(correction: Mark, mark: Mark): boolean {
  return Math.floor(mark.atMs / DAY_MS) <= Math.floor(correction.atMs / DAY_MS);
}

function shadowOf(correction: Mark, id: string): Mark {
  return { ...correction, type: SHADOW_TYPE, data: { replaces: id } };
}

function holdersIn(items: Iterable<Item>): Map<string, string[]> {
  const holders = new Map<string, string[]>();
  for (const { subject, marks } of items) for (const { source, id } of marks) hold(holders, keyOf(source, id), subject);
  return holders;
}

function hold(holders: Map<string, string[]>, key: string, subject: string): void {
  const subjects = holders.getOrInsertComputed(key, () => []);
  if (!subjects.includes(subject)) subjects.push(subject);
}

function keyOf(source: string, id: string): string {
  return `${source}\n${id}`;
}
