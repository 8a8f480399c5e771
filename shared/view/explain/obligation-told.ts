import type { Judged, Obligation } from '../../clock/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { both } from '../bilingual.ts';
import { momentText } from './clock-text.ts';
import type { ObligationExplanation } from './explanation.ts';

/** An explanation without what is said of it. */
export type PlainObligation = Omit<ObligationExplanation, 'told' | 'rules'>;
/** What it was judged from. */
export type Grounds = { readonly obligation: Obligation; readonly judged: Judged };

/** Whose word holds, and on which calendar. */
export function promisedTold({ version, calendar, zone, stage }: PlainObligation): readonly Bilingual[] {
  return [
    version === null ? both('explain.version.none') : both('explain.version', { version }),
    ...(stage === null ? [] : [both('explain.stage', { stage })]),
    calendar === null ? both('explain.calendar.none', { zone }) : both('explain.calendar', { calendar, zone }),
  ];
}

/** How the due came about. */
export function countedTold(plain: PlainObligation): readonly Bilingual[] {
  const { opened, started, stops, provisional } = plain;
  const sentences = [both('explain.opened', { time: momentText(opened) })];
  if (started !== opened) sentences.push(both('explain.started', { time: momentText(started) }));
  for (const { from, to, why } of stops) {
    const args = { from: momentText(from), why };
    sentences.push(to === null ? both('explain.stop.open', args) : both('explain.stop', { ...args, to: momentText(to) }));
  }
  const due = dueTold(plain);
  if (due !== null) sentences.push(due);
  if (provisional) sentences.push(both('explain.provisional'));
  return sentences;
}

function dueTold({ due, sum, limit, stops }: PlainObligation): Bilingual | null {
  if (due === null) {
    if (sum.left === null) return sum.ms > 0 ? both('explain.sum.so-far', { sum: sum.time }) : null;
    return both('explain.sum.stopped', { sum: sum.time, left: sum.left });
  }
  const time = momentText(due);
  if (sum.allowance_ms !== null) return both('explain.sum', { sum: sum.time, due: time });
  if (limit.unit === 'wd' && limit.kind !== 'before')
    return sum.days === null || stops.length > 0
      ? both('explain.sum.wd-stopped', { allowance: limit.written ?? '', due: time })
      : both('explain.sum.wd', { days: sum.days, due: time });
  return both('explain.sum.due', { due: time });
}

/** The verdict, and the reason for it. */
export function verdictTold(plain: PlainObligation, grounds: Grounds): readonly Bilingual[] {
  const { state, due, met, settles, reason, unconfirmed } = plain;
  switch (state) {
    case 'excluded':
      return [both('explain.excluded', { reason: reason ?? '' })];
    case 'open':
      return [due === null ? both('explain.open.no-due') : both('explain.open', { due: momentText(due) })];
    case 'stopped':
      return [both('explain.stopped')];
    case 'no-data':
      return [
        settles === null || due === null
          ? both('explain.no-data.limit')
          : both('explain.no-data', { due: momentText(due), settles: momentText(settles) }),
      ];
    case 'kept':
      return [keptTold(plain, grounds)];
    case 'broken':
      return [
        brokenTold(plain, grounds),
        ...(unconfirmed ? [both('explain.unconfirmed')] : []),
        ...(met !== null && isMetAfter(grounds) ? [both('explain.met-late', { met: momentText(met) })] : []),
      ];
  }
}

function keptTold({ met, due, opened }: PlainObligation, { obligation: { metAtMs, openedAtMs } }: Grounds): Bilingual {
  const time = momentText(met ?? opened);
  if (metAtMs !== null && metAtMs < openedAtMs) return both('explain.kept.before', { met: time });
  return due === null ? both('explain.kept.stopped', { met: time }) : both('explain.kept', { met: time, due: momentText(due) });
}

function brokenTold({ met, earliest, due, decided }: PlainObligation, grounds: Grounds): Bilingual {
  const at = decided === null ? '' : momentText(decided);
  switch (breachOf(grounds)) {
    case 'early':
      return both('explain.broken.early', { met: momentText(met ?? ''), earliest: momentText(earliest ?? '') });
    case 'event':
      return both('explain.broken.event', { at });
    case 'retiered':
      return both('explain.broken.retiered', { at, due: due === null ? '' : momentText(due) });
    case 'due':
      return both('explain.broken.due', { due: due === null ? at : momentText(due) });
  }
}

/** What broke it: that its due passed, that it was met too early, an event, or a change of tier whose due had passed. */
export function breachOf({ obligation, judged: { round, effective } }: Grounds): 'due' | 'early' | 'event' | 'retiered' {
  const { decidedAtMs, dueAtMs, metAtMs } = obligation;
  if (dueAtMs !== null && decidedAtMs === dueAtMs + 1) return 'due';
  if (metAtMs !== null && round.earliestAtMs !== null && metAtMs < round.earliestAtMs) return 'early';
  const isByEvent = effective.some(({ type, atMs }) => atMs <= (decidedAtMs ?? atMs) && round.promise.broken.has(type));
  return isByEvent ? 'event' : 'retiered';
}

/** Whether it was met once it was broken: what is met too early breaks by that itself (OBL-3). */
export function isMetAfter(grounds: Grounds): boolean {
  const { metAtMs, decidedAtMs } = grounds.obligation;
  return metAtMs !== null && decidedAtMs !== null && metAtMs >= decidedAtMs && breachOf(grounds) !== 'early';
}
