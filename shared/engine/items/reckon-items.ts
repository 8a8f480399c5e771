import type { Obligation } from '../../clock/index.ts';
import { climb } from '../../foresight/index.ts';
import type { Change } from '../change.ts';
import type { EngineState, Open } from '../state.ts';
import { warnOpen } from '../warnings/warn.ts';
import { askForSecond, knownLine, markDirty } from '../windows/lines.ts';
import { IN_PLAY_MS } from './refold.ts';

const MINUTE_MS = 60_000;
/** From so many minutes before its due on an obligation is forecast anew at each minute; with twice, four and eight times as many left at every second, fourth and eighth. */
const EACH_MINUTE_UNTIL = 8;
const APART_MAX = 8;

/** Forecasts everything open on one subject anew. */
export function reckonItem(state: EngineState, subject: string, changes: Change[]): void {
  if (!state.isFollowed || !state.isReckoned) return;
  const item = state.items.get(subject);
  if (item === undefined) return;
  if (item.open === null) return;
  for (const obligation of item.obligations) {
    if (obligation.state !== 'open' || obligation.dueAtMs === null) continue;
    const open = state.open.of(item, obligation);
    if (open === undefined) continue;
    if (obligation.dueAtMs - state.nowAtMs <= IN_PLAY_MS) state.inPlay.add(open);
    reckon(state, open, changes);
  }
  if (state.inPlay.size > 0) askForMinute(state);
}

/** Forecasts what falls due soon anew, the more often the sooner it does (FOR-38): called at whole minutes. */
export function reckonInPlay(state: EngineState, changes: Change[]): void {
  for (const open of state.inPlay) {
    if (open.obligation.state === 'open' && isItsTurn(open.obligation, state.nowAtMs)) reckon(state, open, changes);
  }
  if (state.inPlay.size > 0) askForMinute(state);
}

function reckon(state: EngineState, open: Open, changes: Change[]): void {
  const { obligation } = open;
  open.forecast = state.foresight.forecast(obligation, state.nowAtMs);
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
  warnOpen(state, open, changes);
  if (rung.state === 'on-track') state.troubled.delete(open);
  else state.troubled.add(open);
  state.touched.note(obligation);
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

/** Never more than a quarter of the time that was left goes by without a look, and in the last eight minutes no minute does. */
function isItsTurn({ dueAtMs }: Obligation, nowAtMs: number): boolean {
  const minutesLeft = Math.floor((dueAtMs ?? nowAtMs) / MINUTE_MS) - Math.floor(nowAtMs / MINUTE_MS);
  let apart = 1;
  while (apart < APART_MAX && minutesLeft > EACH_MINUTE_UNTIL * apart) apart *= 2;
  return minutesLeft % apart === 0;
}

function askForMinute(state: EngineState): void {
  if (state.minuteAsked) return;
  state.minuteAsked = true;
  state.wakes.push({ atMs: (Math.floor(state.nowAtMs / MINUTE_MS) + 1) * MINUTE_MS, kind: 'minute', key: '' });
}
