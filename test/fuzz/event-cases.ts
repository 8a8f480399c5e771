import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Book } from '../../shared/book/index.ts';
import { EventFault, type KeptEvent, parseEvent } from '../../shared/event/index.ts';
import { ALL_KINDS_BOOK, ALL_KINDS_END_MS, allKindsDays } from '../simulation/all-kinds-world.ts';
import { bookOf } from '../simulation/world.ts';
import type { Dice } from './dice.ts';
import { faultsOfJudging } from './judged-stream.ts';
import { mutated } from './mutated.ts';
import { oddInstant, oddText, oddValue } from './odd-values.ts';
import { type Check, faultsOfRefusal } from './run-cases.ts';
import { streamFor } from './stream-for.ts';

type Raw = { readonly [key: string]: unknown };
type Spoil = (event: Raw, dice: Dice, others: readonly KeptEvent[]) => Raw;

const DEMO_TEXT = readFileSync(join(import.meta.dirname, '../../examples/nyc-demo/book.yaml'), 'utf8');
const DEMO_BOOK = bookOf(DEMO_TEXT);
const TICKETS = 4;
const SPOILED_SHARE = 0.2;
const TIMES = [
  '0000-01-01T00:00:00Z',
  '1970-01-01T00:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '2013-03-10T07:00:00.0009Z',
  '2013-03-10T02:30:00-05:00',
  '2013-03-10t12:00:00.999999999999+23:59',
  '9999-12-31T23:59:59.999-23:59',
  '2016-12-31T23:59:60Z',
];
const PERIODS = [
  '2026',
  '2026-Q2',
  '2026-Q5',
  '2026-06',
  '2026-00',
  '2026-W23',
  '2026-W54',
  '2026-06-01',
  '0000-01',
  '9999-W53',
  '2026-02-30',
];
const MONEY = [-1, 0, 1e308, 5e-324, '12.50', '1e400', '9'.repeat(60), '', 'free', null, 0.1, -0, '1,000', '0x10', ' 5 '];

const SPOILS: readonly Spoil[] = [
  (event, dice, others) => mutated(event, dice, others, dice.of([1, 1, 2, 4])) as Raw,
  (event, dice) => ({ ...event, time: dice.of([dice.of(TIMES), dice.of(TIMES), oddInstant(dice)]) }),
  (event, dice) => ({
    ...event,
    [dice.of(['id', 'source', 'type', 'subject', 'time', 'sequence', 'specversion', 'data', 'data_base64'])]: oddValue(dice),
  }),
  (event, dice) => ({ ...event, subject: oddText(dice) }),
  (event, dice) => ({ ...event, sequence: dice.of(['1', '01', '', 'z', '\u0000']) }),
  (event, dice, others) => ({ ...event, subject: dice.of(others).subject, type: dice.of(others).type }),
  (event, dice, others) => withData(event, { replaces: dice.of([dice.of(others).id, event['id'], 'nobody', oddValue(dice)]) }),
  (event, dice, others) => ({ ...event, id: dice.of(others).id }),
  (event, dice) => ({
    ...event,
    type: dice.of(['register.put', 'register.removed']),
    ...oddData(['kind', 'tier', 'level', 'region'], dice),
  }),
  (event, dice, others) =>
    withData(
      { ...event, type: dice.of(['complaint.filed', 'complaint.verified', 'complaint.rejected', 'incident.linked']) },
      {
        about: dice.of([dice.of(others).subject, oddValue(dice)]),
        promise: dice.of(['answered', 'phone-reply', oddValue(dice)]),
        customer: oddValue(dice),
      },
    ),
  (event, dice) =>
    withData(
      { ...event, type: 'bill.issued' },
      { period: dice.of([dice.of(PERIODS), oddValue(dice)]), customer: dice.of(['c1', oddValue(dice)]), calls: dice.of(MONEY) },
    ),
  (event, dice) =>
    withData(event, { fare: dice.of(MONEY), scheduled: oddInstant(dice), until: dice.of([oddInstant(dice), dice.of(TIMES)]) }),
  (event, dice) =>
    withData(
      {
        ...event,
        type: dice.of([
          'kept.excluded',
          'kept.included',
          'kept.settled',
          'kept.waived',
          'kept.book-put',
          'kept.noted',
          'kept.acknowledged',
        ]),
      },
      {
        promise: dice.of(['answered', oddValue(dice)]),
        reason: dice.of(['r', oddValue(dice)]),
        by: dice.of(['b', oddValue(dice)]),
        nth: oddValue(dice),
        text: oddValue(dice),
        to: oddValue(dice),
      },
    ),
  (event, dice) => ({ ...event, type: 'feed.heartbeat', subject: dice.of(['feed/desk', 'desk', 'feed/']) }),
  (event, dice) =>
    withData(event, {
      [oddText(dice)]: oddValue(dice),
      group: oddValue(dice),
      customer: oddValue(dice),
      site: oddValue(dice),
      origin: oddValue(dice),
    }),
];

/** Deeper than a stack may go, which a line of 1 MiB can be. */
const DEEP = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) as unknown;

function withData(event: Raw, data: Raw): Raw {
  return { ...event, data: { ...(event['data'] as object), ...data } };
}

function oddData(fields: readonly string[], dice: Dice): Raw {
  return { data: Object.fromEntries(fields.map((field) => [field, dice.of(['customer', 'circuit', 'gold', oddValue(dice)])])) };
}

/** Valid events, some of them spoiled, as they may come from outside. */
export function spoiledEvents(dice: Dice, events: readonly KeptEvent[]): readonly unknown[] {
  return events.flatMap((event): readonly unknown[] => {
    if (!dice.chance(SPOILED_SHARE)) return [event];
    if (dice.chance(0.01))
      return [{ ...event, [dice.of(['id', 'time', 'data', 'specversion', 'sequence'])]: dice.of([DEEP, { a: DEEP }]) }];
    const spoiled = dice.of(SPOILS)(event, dice, events);
    return dice.chance(0.3) ? [event, spoiled] : [spoiled];
  });
}

/** An event from outside is taken or refused by the name of its field; whatever is taken can be judged. */
export const checkEvents: Check = (dice) => {
  const isDemo = dice.chance(0.4);
  const [book, events]: readonly [Book, readonly KeptEvent[]] = isDemo
    ? [DEMO_BOOK, streamFor(DEMO_BOOK, DEMO_TEXT, dice)]
    : [ALL_KINDS_BOOK, allKindsDays(dice.below(1e9), TICKETS)];
  const taken: KeptEvent[] = [];
  const faults = spoiledEvents(dice, events).flatMap((raw) => {
    try {
      taken.push(parseEvent(raw));
      return [];
    } catch (error) {
      if (!(error instanceof EventFault)) throw error;
      return /undefined|\[object/.test(error.message) ? [] : faultsOfRefusal(error);
    }
  });
  const end = isDemo ? Date.UTC(2026, 5, 14) : ALL_KINDS_END_MS;
  return [...faults, ...faultsOfJudging(book, taken, { asOfMs: dice.chance(0.8) ? end : null, hasScreens: dice.chance(0.25) })];
};
