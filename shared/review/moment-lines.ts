import { closingVerdict, type EngineState, type Line, promiseAt, rolls } from '../engine/index.ts';
import { clampChance, linesOfKind, type State } from '../view/index.ts';
import { isPart } from './scrubber.ts';
import type { ThenNowRow, ThenNowVerdict } from './then-now.ts';
import { tallyAt } from './windows-of-week.ts';

type MomentLines = { readonly rows: readonly ThenNowRow[]; readonly keptThen: number; readonly keptNow: number; readonly count: number };

/** Lines that stood somewhere then, with what became of the windows that they stood for. Those that roll have no window to look back at. */
export function momentLines(then: EngineState, known: EngineState): MomentLines {
  const lines = linesOfKind(then, ['deadline', 'ratio', 'count']).filter(
    (line) => line.state !== 'idle' && !isPart(then, line.promise, line.group),
  );
  const judged = lines.map((line) => ({ line, now: stateNow(known, line, then.nowAtMs) }));
  const isKept = (state: State) => state !== 'broken' && state !== 'no-data';
  return {
    rows: judged.filter(({ line, now }) => differs(line.state, now)).map(({ line, now }) => rowOf(known, line, now)),
    keptThen: lines.filter(({ state }) => isKept(state)).length,
    keptNow: judged.filter(({ now }) => isKept(now)).length,
    count: lines.length,
  };
}

/** What the window came to that held the instant; as it stands now while it goes on. */
function stateNow(known: EngineState, line: Line, atMs: number): State {
  const knownLine = known.lines.get(line.id);
  if (knownLine === undefined || rolls(line)) return line.state;
  const tally = tallyAt(knownLine, atMs);
  if (tally === null) return 'idle';
  return known.nowAtMs < tally.toAtMs ? knownLine.state : closingVerdict(known, knownLine, tally);
}

function differs(then: State, now: State): boolean {
  if (now === 'broken' || then === 'broken') return then !== now;
  return then === 'at-risk' || then === 'likely' || then === 'no-data';
}

function rowOf(known: EngineState, line: Line, now: State): ThenNowRow {
  const { id, promise, group, state, chance, breaksAtMs, silentSinceAtMs, current } = line;
  const isOver = current.toAtMs <= known.nowAtMs;
  return {
    id,
    kind: 'line',
    promise,
    subject: id,
    label: group ?? '',
    group,
    name: promiseAt(known, promise, known.nowAtMs).short,
    // biome-ignore lint/suspicious/noThenProperty: it holds data and is no function, so that nothing awaits it.
    then: { state, chance: chance === null ? null : clampChance(chance), byAtMs: breaksAtMs ?? current.toAtMs, silentSinceAtMs },
    now: { state: now, atMs: isOver ? current.toAtMs : null, owedMinor: 0, money: null, reason: null, acted: null },
    verdict: verdictOf(state, now, isOver),
    leadMs: null,
  };
}

function verdictOf(then: State, now: State, isOver: boolean): ThenNowVerdict {
  if (now === 'idle') return 'left_out';
  if (then === 'broken') return 'broken_then';
  if (then === 'no-data') return 'not_seen';
  if (now === 'broken') return then === 'at-risk' || then === 'likely' ? 'right' : 'missed';
  return isOver ? 'false_alarm' : 'open';
}
