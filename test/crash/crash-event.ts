import type { KeptEvent } from '../../shared/event/index.ts';
import { textHash } from '../../shared/event/index.ts';
import { Dice } from '../fuzz/dice.ts';

/** What the writing processes of the crash tests seal. */
export const PERSONAL = ['data.phone'];

const TEXT_LENGTH_MAX = 600;
const LONG_TEXT_LENGTH = 30_000;
/** One event in so many does not fit on a page of the database. */
const LONG_ONE_IN = 60;

/** The one event that an id stands for, so that whoever knows the id can send it again. */
export function crashEvent(id: string): KeptEvent {
  const dice = new Dice(Number.parseInt(textHash(id).slice(0, 8), 16) || 1);
  const length = dice.below(LONG_ONE_IN) === 0 ? LONG_TEXT_LENGTH : dice.below(TEXT_LENGTH_MAX);
  const text = dice.of(['x', 'yes ', '北']).repeat(length).slice(0, length);
  return {
    id,
    source: dice.of(['/one', '/two']),
    type: 'ticket.opened',
    time: `2026-06-${10 + dice.below(3)}T09:00:00Z`,
    subject: `ticket/${id}`,
    data: dice.chance(0.3) ? { text, phone: phoneOf(id) } : { text },
  };
}

/** The value that is sealed where the event has one. */
export function phoneOf(id: string): string {
  return `phone-of-${id}`;
}
