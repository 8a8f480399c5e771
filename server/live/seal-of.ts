import { SEAL_DIGITS, type Seal } from '../../shared/wire/index.ts';
import type { Log } from '../ports/index.ts';

/** What proves a picture of a view: `null` where the log has no seal, or the view is not of its end. */
export function sealOf({ place, seal }: ReturnType<Log['head']>, foldedPlace: number): Seal | null {
  if (seal === undefined || place === 0 || place !== foldedPlace) return null;
  return { place, hash: seal.slice(0, SEAL_DIGITS) };
}
