import { type EngineState, openKey } from '../../engine/index.ts';
import { KeptError } from '../../error/index.ts';
import { instantOf } from '../../event/index.ts';
import { isOneOf, isWithin, type Sites } from '../within.ts';
import { type Receipt, receiptOfObligation, receiptOfWindow } from './receipt.ts';
import { NO_GROUP } from './receipt-path.ts';
import { windowNamed } from './window-named.ts';

/** The parts of a receipt's address, decoded. */
export type ObligationParams = { readonly promise: string; readonly subject: string; readonly nth: string };
export type WindowParams = { readonly promise: string; readonly group: string; readonly from: string };

/** @throws KeptError OBLIGATION_UNKNOWN. */
export function receiptForObligation(state: EngineState, { promise, subject, nth }: ObligationParams, sites: Sites): Receipt {
  const found = state.items.get(subject)?.obligations.find((each) => openKey(each) === `${promise} ${subject} ${nth}`);
  if (found === undefined || !isWithin(state, sites, found))
    throw new KeptError('OBLIGATION_UNKNOWN', `There is no obligation of "${promise}" on "${subject}", number "${nth}".`);
  return receiptOfObligation(state, found);
}

/** By the start of the window; of one that rolls, by any instant, since it is always that of now. @throws KeptError WINDOW_UNKNOWN. */
export function receiptForWindow(state: EngineState, { promise, group, from }: WindowParams, sites: Sites): Receipt {
  const atMs = instantOf(from);
  const named =
    atMs === null || !isOneOf(sites, group === NO_GROUP ? null : group)
      ? null
      : windowNamed(state, { promise, group: group === NO_GROUP ? null : group, atMs });
  if (named === null || (!named.isRolling && named.fromAtMs !== atMs))
    throw new KeptError('WINDOW_UNKNOWN', `"${promise}" has no window for "${group}" that begins at "${from}".`);
  return receiptOfWindow(state, named);
}
