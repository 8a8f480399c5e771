import { say } from '../text/index.ts';
import type { BookPromise, Deadline, Version } from './book.ts';
import { typeSetOf } from './type-set.ts';

const NONE = typeSetOf(undefined);

/**
 * The promises `<id>/remedy` that remedies with `within` make: to settle in time what a breach owes (MON-7). No event opens them,
 * no board lists them, and they owe nothing themselves.
 */
export function settlingPromises(promises: readonly BookPromise[]): readonly Deadline[] {
  return promises.flatMap((promise) => {
    const [first] = promise.remedies.flatMap(({ within }) => within ?? []);
    return first === undefined ? [] : [settlingOf(promise, first)];
  });
}

/** The promises of a version that the book writes, without those that follow from them; none without a version. */
export function writtenIn(version: Version | undefined): readonly BookPromise[] {
  return (version?.promises ?? []).filter((promise) => promise.kind !== 'deadline' || promise.settles === null);
}

function settlingOf(promise: BookPromise, within: NonNullable<BookPromise['remedies'][number]['within']>): Deadline {
  const { id, says, by, to, calendar, calendarName } = promise;
  return {
    id: `${id}/remedy`,
    settles: id,
    kind: 'deadline',
    says: {
      en: say('en', 'remedy.in-time', { says: withoutStop(says.en) }),
      zh: say('zh', 'remedy.in-time', { says: withoutStop(says.zh) }),
    },
    short: { en: say('en', 'remedy.in-time-short'), zh: say('zh', 'remedy.in-time-short') },
    by,
    to,
    item: null,
    group: null,
    exclude: [],
    isOwnedByFirstContact: false,
    warn: null,
    isPublic: false,
    remedies: [],
    opens: NONE,
    met: typeSetOf('kept.settled'),
    broken: NONE,
    moves: NONE,
    limit: { kind: 'within', limits: { byTier: { value: within }, exceptions: [] } },
    calendar,
    calendarName,
    tier: [],
    stops: [],
    reopened: NONE,
    reopen: 'exclude-closed',
    repeat: false,
    stages: [],
    per: 'day',
    tolerate: { kind: 'count', count: 0 },
    roll: 'total',
    settleMs: 0,
  };
}

function withoutStop(text: string): string {
  return text.replace(/[.。]\s*$/, '');
}
