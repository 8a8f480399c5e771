import type { Book } from '../../shared/book/index.ts';
import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { instantOf, parseEvent } from '../../shared/event/index.ts';
import type { Dice } from './dice.ts';

const START_MS = instantOf('2026-06-09T04:00:00Z') ?? 0;
const MINUTE_MS = 60_000;
const EVENTS = 40;
const TEXTS = ['gold', 'standard', 'AA', 'north', 'c1', '2026-06', '2026-06-12', '2026-06-10T12:00:00', 'true', '12.5'];

/** A few days of events of the types that a book names, with the data that its text reads. */
export function streamFor(book: Book, text: string, dice: Dice): readonly KeptEvent[] {
  const types = [...typesIn(book.versions), 'register.put', 'kept.excluded', 'complaint.filed', 'complaint.verified', 'kept.settled'];
  const fields = [...new Set([...text.matchAll(/\b(?:data|item|customer)\.(\w{1,30})/g)].map(([, name = '']) => name)), 'x'];
  const promises = book.versions.flatMap((version) => version.promises.map(({ id }) => id));
  const kinds = [...book.registers.map(({ kind }) => kind), 'customer'];
  const dataOf = (): JsonObject =>
    Object.fromEntries(dice.some(4, () => [dice.of(fields), dice.chance(0.3) ? dice.below(50) : dice.of(TEXTS)]));
  return dice
    .some(EVENTS, () => dice.below(4 * 24 * 60))
    .toSorted((a, b) => a - b)
    .flatMap((minute, index) => {
      const subject = dice.of(['ticket/1', 'ticket/2', 'c1', 'circuit/C-1', 'complaint/1']);
      const own = { about: 'ticket/1', promise: dice.of(promises) ?? 'x', customer: 'c1', kind: dice.of(kinds), reason: 'r', by: 'b' };
      const time = new Date(START_MS + minute * MINUTE_MS).toISOString();
      const event = {
        id: `e${index}`,
        source: dice.of(['/desk', '/sim']),
        type: dice.of(types),
        time,
        subject,
        data: { ...own, ...dataOf() },
      };
      return isEvent(event) ? [event] : [];
    });
}

/** A book may name a type that no event can have. */
function isEvent(event: KeptEvent): boolean {
  try {
    return parseEvent(event) !== null;
  } catch {
    return false;
  }
}

function typesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('types' in value && Array.isArray(value.types)) return value.types.map((type) => String(type).replace(/\*$/, 'opened'));
  return Object.entries(value).flatMap(([key, inner]) => (key === 'calendar' ? [] : typesIn(inner)));
}
