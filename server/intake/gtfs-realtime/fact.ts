import type { Json, JsonObject, KeptEvent } from '../../../shared/event/index.ts';
import { InstantText } from '../import/instant-text.ts';
import type { Run, Timetable } from './run.ts';
import type { TripMemory } from './trip-memory.ts';

/** What a message is read with. */
export type FeedContext = {
  readonly source: string;
  readonly timetable: Timetable;
  readonly memory: TripMemory;
  /** When the message was made, in epoch ms. */
  readonly madeAtMs: number;
};

/** A fact of a run: `mark` tells it from the others of its subject, and is the same whenever the fact is told. */
export type Fact = {
  readonly type: string;
  readonly subject: string;
  readonly mark: string;
  readonly atMs: number;
  readonly data: { readonly [key: string]: Json | undefined };
};

export function eventOf({ type, subject, mark, atMs, data }: Fact, { source, timetable }: FeedContext): KeptEvent {
  return {
    id: idOf(subject, mark),
    source,
    type,
    time: textOf(atMs, timetable),
    subject,
    data: given(data),
  };
}

/** The id of a fact, from what the outside system calls it. */
export function idOf(subject: string, mark: string): string {
  return `${subject.slice('departure/'.length).replace('/', '|')}|${mark}`;
}

/** An instant as RFC 3339 in the zone of the timetable. */
export function textOf(atMs: number, { zone }: Timetable): string {
  return new InstantText(zone).of(atMs);
}

/** The subject of a run at one of its stops; without one, at its first stop. */
export function subjectOf(run: Run, at?: string | number): string {
  return `departure/${run.key}${at === undefined ? '' : `@${at}`}`;
}

/** Without the values that are not known. */
function given(data: Fact['data']): JsonObject {
  return Object.fromEntries(Object.entries(data).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
