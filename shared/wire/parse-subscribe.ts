import { KeptError } from '../error/index.ts';
import type { Subscribe } from './events.ts';

/** What a board may be called. */
export const BOARD_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** A subscription as it came over the wire, checked. @throws KeptError SUBSCRIBE_INVALID. */
export function parseSubscribe(raw: unknown): Subscribe {
  const refuse = (what: string) => new KeptError('SUBSCRIBE_INVALID', `The subscription was refused: ${what}.`);
  if (typeof raw !== 'object' || raw === null) throw refuse('it is not an object');
  const { view, board, resume } = raw as { readonly [key: string]: unknown };
  if (view !== 'wall' && view !== 'desk') throw refuse('`view` must be "wall" or "desk"');
  if (view === 'wall' && (typeof board !== 'string' || !BOARD_NAME.test(board))) throw refuse('`board` must be the name of a board');
  const wanted: Subscribe = view === 'wall' ? { view, board: board as string } : { view };
  if (resume === undefined || resume === null) return wanted;
  const { epoch, seq } = resume as { readonly [key: string]: unknown };
  if (typeof epoch !== 'string' || typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0)
    throw refuse('`resume` must hold `epoch` and `seq`');
  return { ...wanted, resume: { epoch, seq } };
}
