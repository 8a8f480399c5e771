import { type EngineState, effectiveMarks, isContact, judgedOf, openKey } from '../engine/index.ts';
import { compareText } from '../text/index.ts';
import { GAMING_SIGNS_MAX } from './ask.ts';
import type { DecidedItem } from './decided.ts';
import type { GamingSign } from './week.ts';

const MINUTE_MS = 60_000;
/** Width of the bins beside the due: five minutes, or a twentieth of a short allowance. */
const BIN_MS = 5 * MINUTE_MS;
const BIN_SHARE = 0.05;
/** Fewer than this are told by chance alone; so many times the standard deviation of what was expected is not. */
const SIGN_MIN = 10;
const SIGN_DEVIATIONS = 4;
const STOPS_MIN = 3;
const IDS_MAX = 20;

type JustInTime = { before: number; at: number; after: number; readonly widths: number[]; readonly ids: string[] };
type Stopped = { n: number; of: number; stoppedMs: number; readonly ids: string[] };
type Excluded = { n: number; afterBreach: number; readonly ids: string[] };

/** Looks for what serves the figure and not the customer (REV-6). */
export class GamingSigns {
  readonly #state: EngineState;
  readonly #justInTime = new Map<string, JustInTime>();
  readonly #stopped = new Map<string, Stopped>();
  readonly #excluded = new Map<string, Excluded>();

  constructor(state: EngineState) {
    this.#state = state;
  }

  take(decided: DecidedItem): void {
    const { state } = decided.obligation;
    if (state === 'excluded') this.#takeExclusion(decided);
    if (state !== 'kept' && state !== 'broken') return;
    this.#takeTime(decided);
    this.#takeStops(decided);
  }

  get signs(): readonly GamingSign[] {
    const all = [...this.#inTimeSigns(), ...this.#stopSigns(), ...this.#exclusionSigns()];
    return all.slice(0, GAMING_SIGNS_MAX);
  }

  /** How long before its due, or after it, each was done: a heap just before the due is no chance where its neighbours are low. */
  #takeTime({ obligation }: DecidedItem): void {
    const { promise, metAtMs, dueAtMs, openedAtMs, scheduledAtMs } = obligation;
    if (metAtMs === null || dueAtMs === null) return;
    const allowedMs = dueAtMs - (scheduledAtMs ?? openedAtMs);
    const binMs = Math.max(MINUTE_MS, Math.min(BIN_MS, allowedMs * BIN_SHARE));
    const bin = Math.ceil((metAtMs - dueAtMs) / binMs); // 0 holds the due itself.
    if (bin < -1 || bin > 1) return;
    const sum = this.#justInTime.getOrInsertComputed(promise, () => ({ before: 0, at: 0, after: 0, widths: [], ids: [] }));
    if (bin < 0) sum.before += 1;
    else if (bin > 0) sum.after += 1;
    else {
      sum.at += 1;
      sum.widths.push(binMs);
      sum.ids.push(openKey(obligation));
    }
  }

  #takeStops({ obligation }: DecidedItem): void {
    const promise = obligation.promise;
    if (!this.#mayStop(promise)) return;
    const { round, bench } = judgedOf(this.#state, obligation);
    const endAtMs = obligation.metAtMs ?? obligation.decidedAtMs ?? round.openedAtMs;
    const stops = bench.stops.filter(({ fromAtMs }) => fromAtMs >= round.openedAtMs && fromAtMs < endAtMs);
    if (stops.length === 0) return;
    const sum = this.#stopped.getOrInsertComputed(promise, () => ({ n: 0, of: 0, stoppedMs: 0, ids: [] }));
    const item = this.#state.items.get(obligation.subject);
    const contacts = item === undefined ? [] : effectiveMarks(item).filter(({ data }) => isContact(data));
    sum.of += 1;
    const silent = stops.filter(({ fromAtMs, toAtMs }) => !contacts.some(({ atMs }) => atMs >= fromAtMs && atMs <= (toAtMs ?? endAtMs)));
    if (silent.length < stops.length) return;
    sum.n += 1;
    for (const { fromAtMs, toAtMs } of silent) sum.stoppedMs += Math.min(toAtMs ?? endAtMs, endAtMs) - fromAtMs;
    sum.ids.push(openKey(obligation));
  }

  #takeExclusion({ item, obligation }: DecidedItem): void {
    const { promise, nth, dueAtMs, metAtMs } = obligation;
    const last = item.marks.findLast(({ type, data }) => type === 'kept.excluded' && data['promise'] === promise && data['nth'] === nth);
    const by = last?.data['by'];
    if (last === undefined || typeof by !== 'string') return;
    const sum = this.#excluded.getOrInsertComputed(by, () => ({ n: 0, afterBreach: 0, ids: [] }));
    sum.n += 1;
    if (dueAtMs !== null && last.atMs > dueAtMs && (metAtMs === null || metAtMs > dueAtMs)) sum.afterBreach += 1;
    sum.ids.push(openKey(obligation));
  }

  #mayStop(promiseId: string): boolean {
    return this.#state.book.versions.some(({ promises }) =>
      promises.some((promise) => promise.id === promiseId && promise.kind === 'deadline' && promise.stops.length > 0),
    );
  }

  *#inTimeSigns(): Generator<GamingSign> {
    for (const [promise, { before, at, after, widths, ids }] of byName(this.#justInTime)) {
      const expected = (before + after) / 2;
      if (at < SIGN_MIN || at - expected < SIGN_DEVIATIONS * Math.sqrt(expected + 1)) continue;
      const withinMs = widths.toSorted((a, b) => a - b)[widths.length >> 1] as number;
      yield { kind: 'just-in-time', promise, withinMs: Math.round(withinMs), n: at, expected, ids: firstOf(ids) };
    }
  }

  /** Where no stop of a promise ever had a contact, its source does not say who acts, and nothing follows. */
  *#stopSigns(): Generator<GamingSign> {
    for (const [promise, { n, of, stoppedMs, ids }] of byName(this.#stopped))
      if (n >= STOPS_MIN && n < of) yield { kind: 'stop-without-contact', promise, n, of, stoppedMs, ids: firstOf(ids) };
  }

  *#exclusionSigns(): Generator<GamingSign> {
    const of = [...this.#excluded.values()].reduce((sum, { n }) => sum + n, 0);
    const people = [...this.#excluded].sort(([a, { n: many }], [b, { n: few }]) => few - many || compareText(a, b));
    for (const [by, { n, afterBreach, ids }] of people) yield { kind: 'exclusions', by, n, of, afterBreach, ids: firstOf(ids) };
  }
}

/** Whatever the order in which items were looked at. */
function byName<T>(sums: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...sums].sort(([a], [b]) => compareText(a, b));
}

function firstOf(ids: readonly string[]): readonly string[] {
  return ids.toSorted(compareText).slice(0, IDS_MAX);
}
