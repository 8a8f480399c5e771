import { type EngineState, effectiveMarks, governingOf, incidentsOn, ownerBy } from '../engine/index.ts';
import { compareText } from '../text/index.ts';
import { CAUSES_MAX } from './ask.ts';
import type { DecidedItem } from './decided.ts';
import { moneyOf } from './promise-sum.ts';
import type { Cause } from './week.ts';

type Named = Pick<Cause, 'kind' | 'label'>;
type Sum = Named & { items: number; owedMinor: number };

/** Causes that are told apart while items are counted: more come from texts that name no cause. */
const CAUSES_COUNTED_MAX = 2_000;
const UNKNOWN: Named = { kind: 'unknown', label: '' };

/** Why items broke, counted (REV-3). */
export class CauseTable {
  readonly #state: EngineState;
  readonly #sums = new Map<string, Sum>();
  #items = 0;

  constructor(state: EngineState) {
    this.#state = state;
  }

  take(decided: DecidedItem): void {
    if (decided.obligation.state !== 'broken') return;
    const found = causeOf(this.#state, decided);
    const key = `${found.kind} ${found.label}`;
    const named = this.#sums.size < CAUSES_COUNTED_MAX || this.#sums.has(key) ? found : UNKNOWN;
    const sum = this.#sums.getOrInsertComputed(`${named.kind} ${named.label}`, () => ({ ...named, items: 0, owedMinor: 0 }));
    sum.items += 1;
    sum.owedMinor += moneyOf(decided.entries).owedMinor;
    this.#items += 1;
  }

  /** The most first, those beyond the bound as one, then those of which nothing is known. */
  get causes(): readonly Cause[] {
    const known = [...this.#sums.values()]
      .filter(({ kind }) => kind !== 'unknown')
      .sort((a, b) => b.items - a.items || b.owedMinor - a.owedMinor || compareText(a.label, b.label));
    const unknown = [...this.#sums.values()].filter(({ kind }) => kind === 'unknown');
    const rest = known.slice(CAUSES_MAX - 2);
    const other: readonly Sum[] =
      rest.length < 2 ? rest : [{ kind: 'other', label: '', items: total(rest, 'items'), owedMinor: total(rest, 'owedMinor') }];
    let items = 0;
    return [...known.slice(0, CAUSES_MAX - 2), ...other, ...unknown].map((sum) => {
      items += sum.items;
      return { ...sum, cumulativeShare: items / this.#items };
    });
  }
}

function total(sums: readonly Sum[], key: 'items' | 'owedMinor'): number {
  return sums.reduce((all, sum) => all + sum[key], 0);
}

/** An incident that claims it; else what an event about it states; else the step that broke; else who has it. */
function causeOf(state: EngineState, decided: DecidedItem): Named {
  const { item, obligation } = decided;
  const incident = incidentsOn(state, item.subject).find(({ sinceAtMs }) => sinceAtMs <= decided.atMs);
  if (incident !== undefined) return { kind: 'incident', label: incident.cause || incident.title || incident.id };
  const stated = statedIn(state, decided);
  if (stated !== null) return { kind: 'stated', label: stated };
  const { promise, nth } = obligation;
  const step = item.obligations.find(
    (each) => each.promise === promise && each.nth === nth && each.stage !== null && each.state === 'broken',
  );
  if (step?.stage != null) return { kind: 'stage', label: step.stage };
  const party = ownerBy(governingOf(state, obligation), item) ?? obligation.group;
  return party === null ? UNKNOWN : { kind: 'party', label: party };
}

/**
 * The last `cause` or `reason` of an event of its sources up to when it was done, else that it broke by an event: a cancellation is its own
 * cause. What people say of verdicts is no cause of a breach.
 */
function statedIn(state: EngineState, { item, obligation, atMs }: DecidedItem): string | null {
  const { broken, stops } = governingOf(state, obligation);
  const endAtMs = Math.max(atMs, obligation.metAtMs ?? atMs);
  const marks = effectiveMarks(item).filter(
    (mark) => mark.atMs >= obligation.openedAtMs && mark.atMs <= endAtMs && !mark.type.startsWith('kept.'),
  );
  for (const { type, data } of marks.toReversed()) {
    const { cause, reason } = data;
    const said = typeof cause === 'string' && cause !== '' ? cause : reason;
    const isStop = stops.some(({ from }) => from.has(type)); // Its time did not count: it is no cause.
    if (typeof said === 'string' && said !== '' && !isStop) return said.slice(0, 80);
    if (broken.has(type)) return type;
  }
  return null;
}
