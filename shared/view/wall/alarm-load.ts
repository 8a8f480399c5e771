import { type EngineState, incidentsOn, openKey, owedIfBroken, promiseAt, standOfLine } from '../../engine/index.ts';
import { type Bilingual, compareText } from '../../text/index.ts';
import { FLOOD_ABOVE } from '../desk/handover.ts';
import { windowCostMinor } from '../money/window-cost.ts';
import { isOneOf, type Sites } from '../within.ts';

/** How many warnings came in ten minutes, and of what where they are too many to be read one by one. */
export type AlarmLoad = {
  readonly inTenMinutes: number;
  /** More than somebody can act on: they are shown by group. */
  readonly isFlood: boolean;
  /** The most costly first, at most 5; empty while it is no flood. */
  readonly groups: readonly WarningGroup[];
};

/** Warnings that are told as one: those of one incident, else those of one promise in one group. */
export type WarningGroup = {
  readonly id: string;
  /** The incident's title, or its id; `null` where they share none. */
  readonly incident: string | null;
  /** Of an incident that claims items of several promises or groups, those of the first warning. */
  readonly promise: string;
  /** What the book calls the promise: it need not have a line on the board. */
  readonly short: Bilingual;
  readonly group: string | null;
  readonly count: number;
  /** What breaches of those that are still open would owe. */
  readonly costMinor: number;
};

const GROUPS_MAX = 5;

/** @param promises those that are shown; all where it is `null`. */
export function alarmLoad(state: EngineState, promises: ReadonlySet<string> | null, sites: Sites = 'all'): AlarmLoad {
  const recent = state.warnings.raisedBefore(state.nowAtMs);
  const raised = recent.filter(({ promise, group }) => promises?.has(promise) !== false && isOneOf(sites, group));
  const isFlood = raised.length > FLOOD_ABOVE;
  return { inTenMinutes: raised.length, isFlood, groups: isFlood ? groupsOf(state, raised) : [] };
}

type Raised = ReturnType<EngineState['warnings']['raisedBefore']>;

function groupsOf(state: EngineState, raised: Raised): readonly WarningGroup[] {
  const groups = new Map<string, WarningGroup>();
  for (const { promise, group, subject } of raised) {
    const incident = incidentsOn(state, subject).find(({ isOpen }) => isOpen);
    const id = incident === undefined ? `${promise}/${group ?? ''}` : `incident ${incident.id}`;
    const known = groups.getOrInsertComputed(id, () => {
      const title = incident === undefined ? null : incident.title || incident.id;
      const { short } = promiseAt(state, promise, state.nowAtMs);
      return { id, incident: title, promise, short, group, count: 0, costMinor: 0 };
    });
    groups.set(id, { ...known, count: known.count + 1, costMinor: known.costMinor + costOf(state, promise, subject) });
  }
  const costly = [...groups.values()].sort((a, b) => b.costMinor - a.costMinor || b.count - a.count || compareText(a.id, b.id));
  return costly.slice(0, GROUPS_MAX);
}

/** @param subject of an item, or the id of a line whose window is warned of. */
function costOf(state: EngineState, promise: string, subject: string): number {
  const line = state.lines.get(subject);
  if (line !== undefined) return Math.round(windowCostMinor(state, standOfLine(state, line, line.current), line.chance));
  const open = state.items.get(subject)?.obligations.find((each) => each.promise === promise && state.open.has(openKey(each)));
  return open === undefined ? 0 : owedIfBroken(state, open);
}
