import type { DeskRow } from '../../shared/view/index.ts';
import { NONE, type Words } from '../part/index.ts';

/** What a row counts down, and how it is called in the pane. */
export type LeftText = { readonly figure: string; readonly label: string };

/** Time left, or past due, or what a stop leaves to work. */
export function leftText(row: Pick<DeskRow, 'isStopped' | 'leftMs' | 'dueAtMs'>, words: Words, nowAtMs: number): LeftText {
  if (row.isStopped) {
    if (row.leftMs === null) return { figure: words.say('desk.stopped'), label: words.say('desk.stopped') };
    const figure = words.duration(row.leftMs);
    return { figure: `‖ ${figure}`, label: words.say('desk.stopped-left', { duration: figure }) };
  }
  if (row.dueAtMs === null) return { figure: NONE, label: words.say('desk.no-due') };
  const time = words.moment.near(row.dueAtMs, nowAtMs);
  return {
    figure: words.countdown(row.dueAtMs - nowAtMs),
    label: words.say(row.dueAtMs < nowAtMs ? 'desk.overdue' : 'desk.due', { time }),
  };
}
