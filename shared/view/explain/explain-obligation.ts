import { openingDayOf, type Zone, zonedText } from '../../calendar/index.ts';
import { explainedSpans, type Judged, type Obligation } from '../../clock/index.ts';
import { type EngineState, governingOf, judgedOf } from '../../engine/index.ts';
import { bothOf } from '../bilingual.ts';
import { owedByObligation } from '../money/owed-line.ts';
import { clockText } from './clock-text.ts';
import { decidingRules } from './deciding-rules.ts';
import { explainedLimit, limitTold } from './explain-limit.ts';
import type { ExplainedStop, ExplainedSum, ExplainedTime, ObligationExplanation } from './explanation.ts';
import { countedTold, promisedTold, verdictTold } from './obligation-told.ts';

/** How the verdict of an obligation came about, as of the state's time: all that decided it, with what adds up to its due. */
export function explainObligation(state: EngineState, obligation: Obligation): ObligationExplanation {
  const promise = governingOf(state, obligation);
  const judged = judgedOf(state, obligation);
  const { round } = judged;
  const { zone } = promise.calendar;
  const text = (atMs: number) => zonedText(zone, atMs);
  const textOrNull = (atMs: number | null) => (atMs === null ? null : text(atMs));
  const spans = stretchesOf(judged, state.nowAtMs, zone);
  const isBook = state.book.versions[0]?.fromAtMs === 0; // Without versions the book itself holds from the beginning of time.
  const plain = {
    kind: 'obligation' as const,
    promise: obligation.promise,
    subject: obligation.subject,
    nth: obligation.nth,
    stage: obligation.stage,
    group: obligation.group,
    short: promise.short,
    says: promise.says,
    version: isBook ? null : obligation.version,
    zone: zone.id,
    calendar: promise.calendarName,
    as_of: text(state.nowAtMs),
    limit: explainedLimit(judged),
    opened: text(obligation.openedAtMs),
    started: text(round.startAtMs),
    earliest: textOrNull(round.earliestAtMs),
    scheduled: textOrNull(obligation.scheduledAtMs),
    spans,
    sum: sumOf(judged, spans),
    stops: stopsOf(judged, state.nowAtMs, zone),
    due: textOrNull(obligation.dueAtMs),
    met: textOrNull(obligation.metAtMs),
    decided: textOrNull(obligation.decidedAtMs),
    state: obligation.state,
    provisional: obligation.isProvisional,
    unconfirmed: obligation.unconfirmed,
    settles: textOrNull(obligation.settlesAtMs),
    reason: obligation.reason,
    owes: owedByObligation(state, obligation),
  };
  return {
    ...plain,
    told: {
      promised: [...promisedTold(plain), ...limitTold(plain)],
      counted: countedTold(plain),
      decided: verdictTold(plain, { obligation, judged }),
    },
    rules: decidingRules(plain, { obligation, judged }),
  };
}

/** The spans up to the due. What was finished while a stop held has none: what came after does not matter to it. */
function stretchesOf(judged: Judged, nowAtMs: number, zone: Zone): readonly ExplainedTime[] {
  const { round, bench } = judged;
  const endAtMs = round.due.atMs === null && round.finished !== null ? Math.max(round.startAtMs, round.decidedAtMs ?? nowAtMs) : nowAtMs;
  return explainedSpans(round, bench, endAtMs).map(({ fromAtMs, toAtMs, counts, why }) => ({
    from: zonedText(zone, fromAtMs),
    to: zonedText(zone, toAtMs),
    counts,
    ms: toAtMs - fromAtMs,
    time: clockText(toAtMs - fromAtMs),
    why: bothOf(why),
  }));
}

function sumOf({ round, bench }: Judged, spans: readonly ExplainedTime[]): ExplainedSum {
  const { allowance, due, finished, hasNoLimit } = round;
  const counting = spans.filter(({ counts }) => counts);
  const ms = counting.reduce((sum, span) => sum + span.ms, 0);
  const isLength = allowance !== null && 'ms' in allowance;
  const leftMs = due.atMs === null && finished === null && !hasNoLimit ? due.leftMs : null;
  const days = new Set(counting.map(({ from }) => openingDayOf(round.promise.calendar, Date.parse(from))));
  return {
    ms,
    time: clockText(ms),
    days: allowance?.kind === 'wd' && bench.stops.length === 0 && round.closed.length === 0 ? days.size : null,
    allowance_ms: isLength ? allowance.ms - (allowance.isStrict ? 1 : 0) : null,
    left_ms: leftMs,
    left: leftMs === null ? null : clockText(leftMs),
  };
}

/** The stops that began before the due, and those of a reopened one. */
function stopsOf({ round, bench }: Judged, nowAtMs: number, zone: Zone): readonly ExplainedStop[] {
  const endAtMs = round.due.atMs ?? nowAtMs;
  return [...bench.stops, ...round.closed]
    .filter(({ fromAtMs, toAtMs }) => fromAtMs < endAtMs && (toAtMs ?? Number.POSITIVE_INFINITY) > round.startAtMs)
    .sort((a, b) => a.fromAtMs - b.fromAtMs)
    .map(({ fromAtMs, toAtMs, why }) => ({
      from: zonedText(zone, fromAtMs),
      to: toAtMs === null ? null : zonedText(zone, toAtMs),
      why,
    }));
}
