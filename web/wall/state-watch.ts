import type { State, WallLine } from '../../shared/view/index.ts';
import { badness } from './tally.ts';

/** Says which lines have become worse since it last looked. The first look compares with nothing. */
export class StateWatch {
  #states: ReadonlyMap<string, State> = new Map();

  worse(lines: readonly WallLine[]): readonly WallLine[] {
    const before = this.#states;
    this.#states = new Map(lines.map(({ id, state }) => [id, state]));
    return lines.filter(({ id, state }) => badness(state) > badness(before.get(id) ?? state));
  }
}
