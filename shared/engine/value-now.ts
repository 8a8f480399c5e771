import { attainmentOf, type Tally } from '../measure/index.ts';
import type { Rational } from '../number/index.ts';
import { promiseAt } from './lines.ts';
import type { EngineState, Line } from './state.ts';

/** What a line has reached in one of its windows, as the figures stand now; `null` while there is nothing to judge. */
export function valueNow(state: EngineState, line: Line, tally: Tally): Rational | null {
  return attainmentOf(promiseAt(state, line.promise, tally.fromAtMs), tally).value;
}
