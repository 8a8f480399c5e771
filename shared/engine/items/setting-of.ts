import type { Deadline } from '../../book/index.ts';
import type { Setting } from '../../clock/index.ts';
import { feedsFor, isSilentAt } from '../feeds/feeds.ts';
import type { EngineState } from '../state.ts';

/** What items are judged with now. */
export function settingOf(state: EngineState): Setting {
  return {
    book: state.book,
    nowAtMs: state.nowAtMs,
    registerOf: state.registers.of,
    silentAt: (promise: Deadline, dueAtMs: number) => feedsFor(state, promise).some((health) => isSilentAt(health, dueAtMs)),
  };
}
