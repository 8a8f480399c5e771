import type { Book } from '../book/index.ts';
import { instantOf } from '../event/index.ts';

/** An instant that an event brings: RFC 3339, or local in the book's zone without an offset (TIM-2). A date alone is its local midnight. */
export function instantIn(value: unknown, book: Book): number | null {
  if (typeof value !== 'string') return null;
  const exact = instantOf(value);
  if (exact !== null) return exact;
  const local = value.replace(' ', 'T');
  const asUtc = instantOf(`${local}Z`) ?? instantOf(`${local}:00Z`) ?? instantOf(`${local}T00:00:00Z`);
  return asUtc === null ? null : book.zone.instantOfLocalMs(asUtc);
}
