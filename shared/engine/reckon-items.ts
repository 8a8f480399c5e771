import { climb } from '../foresight/index.ts';
import type { Change } from './change.ts';
import { factsFor } from './facts.ts';
import { askForSecond, knownLine, markDirty } from './lines.ts';
import { IN_PLAY_MS } from './refold.ts';
import { type EngineState, type Item, type Open, openKey } from './state.ts';

const MINUTE_MS = 60_000;

/** Forecasts everything open on one subject anew. */
export function reckonItem(state: EngineState, subject: string, changes: Change[]): void {
  const item = state.items.get(subject);
  if (item === undefined) return;
  for (const obligation of item.obligations) {
    const open = state.open.get(openKey(obligation));
    if (open === undefined || obligation.state !== 'open' || obligation.dueAtMs === null) continue;
    if (obligation.dueAtMs - state.nowAtMs <= IN_PLAY_MS) state.inPlay.add(open.key);
    reckon(state, item, open, changes);
  }
  if (state.inPlay.size > 0) askForMinute(state);
}

/** Forecasts everything that falls due soon anew: called at whole minutes. */
export function reckonInPlay(state: EngineState, changes: Change[]): void {
  for (const key of state.inPlay) {
    const open = state.open.get(key);
    const item = open === undefined ? undefined : state.items.get(open.obligation.subject);
    if (open !== undefined && item !== undefined && open.obligation.state === 'open') reckon(state, item, open, changes);
  }
  if (state.inPlay.size > 0) askForMinute(state);
}

function reckon(state: EngineState, item: Item, open: Open, changes: Change[]): void {
  const { obligation, key } = open;
  open.forecast = state.forecaster.forecast(obligation, factsFor(state, item, obligation), state.nowAtMs);
  const { backstopAtMs } = obligation;
  const floor = backstopAtMs !== null && state.nowAtMs >= backstopAtMs ? 'at-risk' : 'on-track';
  const rung = climb(open.rung, open.forecast.chance, state.book.thresholds, floor);
  if (rung.state !== open.rung.state) {
    const { promise, subject, nth, stage } = obligation;
    changes.push({
      kind: 'risk',
      promise,
      subject,
      nth,
      ...(stage === null ? {} : { stage }),
      from: open.rung.state,
      to: rung.state,
      atMs: state.nowAtMs,
    });
  }
  open.rung = rung;
  if (rung.state === 'on-track') state.troubled.delete(key);
  else state.troubled.add(key);
  state.touched.note(key);
  if (rung.calmUpdates > 0) {
    state.dirtyItems.add(obligation.subject);
    askForSecond(state);
  }
  if (obligation.stage !== null) return; // It stands in no line.
  for (const group of [null, obligation.group]) {
    const line = knownLine(state, obligation.promise, group);
    if (line !== undefined) markDirty(state, line);
  }
}

function askForMinute(state: EngineState): void {
  if (state.minuteAsked) return;
  state.minuteAsked = true;
  state.wakes.push({ atMs: (Math.floor(state.nowAtMs / MINUTE_MS) + 1) * MINUTE_MS, kind: 'minute', key: '' });
}
