import type { Count, Deadline, Ratio, WindowKind } from '../../book/index.ts';
import { type EngineState, type Line, targetFor, windowKindOf } from '../../engine/index.ts';
import { attainmentOf, isMean, isStatistic } from '../../measure/index.ts';
import { toNumber } from '../../number/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { floored } from '../rounding.ts';
import { alarmPart, type LogTrouble } from '../wall/alarm.ts';
import { wallTarget } from '../wall/wall-target.ts';
import type { CrewFigure, CrewPromise, CrewUnit, CrewView } from './crew.ts';
import { crewNext } from './crew-next.ts';
import { crewPromises } from './crew-sites.ts';
import { crewStreak } from './crew-streak.ts';
import { crewStrip } from './crew-strip.ts';

export type CrewOptions = { readonly banner: Bilingual | null; readonly trouble?: LogTrouble | null };

/** What a site's own people see: a function of the state alone. @returns `null` where no promise has such a group. */
export function crewView(state: EngineState, site: string, { banner, trouble = null }: CrewOptions): CrewView | null {
  const promises = crewPromises(state).flatMap((promise) => {
    const line = state.groups.get(promise.id)?.get(site);
    return line === undefined ? [] : [crewPromise(state, line, promise)];
  });
  if (promises.length === 0) return null;
  return {
    site,
    atMs: state.nowAtMs,
    timezone: state.book.zone.id,
    promises,
    saved: savedToday(state, site),
    next: crewNext(state, site),
    banner,
    ...alarmPart(state, trouble),
  };
}

function crewPromise(state: EngineState, line: Line, promise: Deadline | Ratio | Count): CrewPromise {
  const unit = unitOf(windowKindOf(promise));
  return {
    id: line.id,
    short: promise.short,
    kind: promise.kind,
    state: line.state,
    unit,
    now: figureOf(line, promise),
    target: wallTarget(promise, targetFor(promise, line)),
    streak: crewStreak(state, line, promise),
    strip: crewStrip(state, line, promise, unit),
  };
}

function unitOf(kind: WindowKind): CrewUnit {
  if (typeof kind === 'string') return kind;
  return 'rollingMs' in kind ? 'rolling' : 'shift';
}

function figureOf({ current }: Line, promise: Deadline | Ratio | Count): CrewFigure {
  const { fromAtMs, toAtMs, kept, broken, open } = current;
  const { value } = attainmentOf(promise, current);
  const isValue = promise.kind === 'count' || isStatistic(promise);
  return {
    fromAtMs,
    toAtMs,
    good: kept,
    all: kept + broken,
    open,
    value: value !== null && isValue ? toNumber(value) : null,
    mean: value !== null && isMean(promise) ? floored(toNumber(value)) : null,
  };
}

/** By the forecasts' warnings alone, as everywhere (WARN-4). */
function savedToday({ warnings, book, nowAtMs }: EngineState, site: string): number {
  const today = [...warnings.dayOf(book.zone.localDayOf(nowAtMs)).values()];
  return today.reduce((sum, { avertedIn }) => sum + (avertedIn?.get(site) ?? 0), 0);
}
