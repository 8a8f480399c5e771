import { zonedText } from '../../calendar/index.ts';
import type { EngineState } from '../../engine/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { both } from '../bilingual.ts';
import { momentText } from '../explain/clock-text.ts';

/** What is wrong with the log, as far as those who look at figures must know. Instants are epoch ms UTC. */
export type LogTrouble =
  | { readonly kind: 'failing'; readonly sinceAtMs: number }
  /** `lastGoodAtMs` is when the last good entry was received, `null` where none is. */
  | { readonly kind: 'damaged'; readonly lastGoodAtMs: number | null };

/** Said in a bar across every screen while it lasts: what is wrong, and what it means for what is shown. */
export type Alarm = { readonly title: Bilingual; readonly detail: Bilingual };

/** The part of a view that says it; nothing while nothing is wrong. */
export function alarmPart(state: EngineState, trouble: LogTrouble | null | undefined): { readonly alarm?: Alarm } {
  if (trouble === null || trouble === undefined) return {};
  const time = (atMs: number): string => momentText(zonedText(state.book.zone, atMs - (atMs % SECOND_MS)));
  if (trouble.kind === 'failing')
    return { alarm: { title: both('alarm.failing'), detail: both('alarm.failing-since', { time: time(trouble.sinceAtMs) }) } };
  const { lastGoodAtMs } = trouble;
  const detail = lastGoodAtMs === null ? both('alarm.damaged-whole') : both('alarm.damaged-after', { time: time(lastGoodAtMs) });
  return { alarm: { title: both('alarm.damaged'), detail } };
}

const SECOND_MS = 1_000;
