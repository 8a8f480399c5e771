import { KeptError } from '../../../shared/error/index.ts';
import { type BatchRow, linkOf } from '../batch-row.ts';

/** A seal that somebody noted, or read off a picture of a wall: a place, and the first digits of the hash over the log up to there. */
export type NotedSeal = { readonly place: number; readonly hash: string };

/**
 * What a log says of a noted seal: `proven`, everything up to the place is what it was then; `other`, the log has another hash there;
 * `absent`, no good batch ends there, so nothing was ever sealed at that place, or it is lost.
 */
export type SealFinding = 'proven' | 'other' | 'absent';

/** Fewer digits are met by chance, or by trying. */
const DIGITS_MIN = 8;
const DIGITS_MAX = 64;

/** As a wall writes it, `#48,211 3f9a 41c2 77d0 b1e8`, or `48211:3f9a41c277d0b1e8`. @throws KeptError USAGE. */
export function parseSeal(text: string): NotedSeal {
  const [, places = '', digits = ''] = /^\s*#?\s*([\d,]+)\s*[:\s]\s*([\da-f\s-]+)$/i.exec(text) ?? [];
  const [place, hash] = [Number(places.replaceAll(',', '')), digits.replace(/[\s-]/g, '').toLowerCase()];
  if (place >= 1 && Number.isSafeInteger(place) && hash.length >= DIGITS_MIN && hash.length <= DIGITS_MAX) return { place, hash };
  throw new KeptError('USAGE', `A seal is a place and ${DIGITS_MIN} digits of its hash or more, as 48211:3f9a41c277d0b1e8, not "${text}".`);
}

/** Compares a noted seal with the batches of a walk. */
export class SealCheck {
  readonly #seal: NotedSeal;
  finding: SealFinding = 'absent';

  constructor(seal: NotedSeal) {
    this.#seal = seal;
  }

  take(row: BatchRow): void {
    const { place, chain } = linkOf(row);
    if (place === this.#seal.place) this.finding = Buffer.from(chain).toString('hex').startsWith(this.#seal.hash) ? 'proven' : 'other';
  }
}
