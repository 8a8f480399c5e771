import { KeptError } from '../../../shared/error/index.ts';
import type { JsonObject, KeptEvent } from '../../../shared/event/index.ts';
import type { Clock, Log } from '../../ports/index.ts';
import { type Rate, RateLimit } from '../rate-limit.ts';
import { referenceOf } from './reference.ts';

/** The source of what comes in by the customers' forms. */
export const PUBLIC_SOURCE = '/promises';

export type FilingLimits = { readonly perAddress: Rate; readonly overall: Rate };

const MINUTE_MS = 60_000;
export const FILING_LIMITS: FilingLimits = {
  perAddress: { atOnce: 5, everyMs: 10 * MINUTE_MS },
  overall: { atOnce: 60, everyMs: 10_000 },
};

export type FilingOptions = {
  readonly log: Pick<Log, 'append'>;
  readonly clock: Pick<Clock, 'nowAtMs'>;
  /** Whether a case of this reference is in the log already. */
  readonly isKnown: (reference: string) => boolean;
  readonly limits?: FilingLimits;
};

/** Either the reference of what is on disk, or after how many ms it may be sent again. */
export type Filed = { readonly reference: string } | { readonly waitMs: number };

/** Writes cases to the log: each form once, and no more than the limits allow (PUB-5). */
export class Filing {
  readonly #options: FilingOptions;
  readonly #perAddress: RateLimit;
  readonly #overall: RateLimit;
  /** Those on their way to the disk, by reference. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(options: FilingOptions) {
    this.#options = options;
    const { perAddress, overall } = options.limits ?? FILING_LIMITS;
    this.#perAddress = new RateLimit(perAddress);
    this.#overall = new RateLimit(overall);
  }

  /** Resolves when it is on disk, or was before. @throws KeptError as `Log.append` does: then it was not taken, or is unsure. */
  async file(token: string, address: string, data: JsonObject): Promise<Filed> {
    const reference = referenceOf(token);
    const before = this.#underWay.get(reference);
    if (before !== undefined) await before;
    if (before !== undefined || this.#options.isKnown(reference)) return { reference };
    const nowAtMs = this.#options.clock.nowAtMs();
    const waitMs = Math.max(this.#perAddress.waitMs(address, nowAtMs), this.#overall.waitMs('all', nowAtMs));
    if (waitMs > 0) return { waitMs };
    this.#perAddress.take(address, nowAtMs);
    this.#overall.take('all', nowAtMs);
    const written = this.#write(filedEvent(reference, data, nowAtMs));
    this.#underWay.set(reference, written);
    try {
      await written;
    } finally {
      this.#underWay.delete(reference);
    }
    return { reference };
  }

  async #write(event: KeptEvent): Promise<void> {
    const [receipt] = await this.#options.log.append([event], { urgent: true });
    // The same reference with other content is the same form, sent while this server did not know of it yet.
    if (receipt === undefined) throw new KeptError('LOG_FAILED', 'The log gave no receipt.');
  }
}

function filedEvent(reference: string, data: JsonObject, nowAtMs: number): KeptEvent {
  return {
    id: `filed/${reference}`,
    source: PUBLIC_SOURCE,
    type: 'complaint.filed',
    time: new Date(nowAtMs).toISOString(),
    subject: caseSubject(reference),
    data,
  };
}

/** The subject of a case in the log. */
export function caseSubject(reference: string): string {
  return `complaint/${reference}`;
}
