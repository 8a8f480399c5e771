import type { Deadline, Version } from '../book/index.ts';
import type { JsonObject } from '../event/index.ts';
import { applyMark, type Judged } from './judge-deadline.ts';
import { type Mark, withoutReplaced } from './mark.ts';
import { openRound } from './round.ts';
import type { Setting } from './setting.ts';

/** What an obligation is that no event of its item opens: from when it is owed, and when it was done. */
export type Once = {
  readonly promise: Deadline;
  readonly version: Version;
  readonly subject: string;
  readonly nth: number;
  readonly openedAtMs: number;
  readonly data: JsonObject;
  readonly doneAtMs: number | null;
};

/** Judges one obligation that opens by itself. Marks of the item only exclude it. @param marks sorted by `compareMarks`. */
export function judgeOnce(once: Once, marks: readonly Mark[], { book, registerOf }: Setting): Judged {
  const { promise, version, subject, nth, openedAtMs, data, doneAtMs } = once;
  const bench = { book, subject, registerOf, stops: [] };
  const round = openRound(bench, { promise, version, mark: markAt(openedAtMs, '', data), nth });
  const [met = ''] = promise.met.types;
  if (doneAtMs !== null) applyMark(bench, round, markAt(doneAtMs, met, {}));
  return { round, bench, effective: withoutReplaced(marks), after: null };
}

function markAt(atMs: number, type: string, data: JsonObject): Mark {
  return { atMs, type, id: '', source: '', sequence: null, place: 0, data };
}
