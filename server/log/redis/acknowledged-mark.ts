import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KeptError } from '../../../shared/error/index.ts';

const FILE = 'redis.mark';
const WIDTH = 20;

/**
 * The last place that was acknowledged, in a small file of the data folder: it tells when Redis comes back with less. It is there while
 * Redis may hold what the record does not, and so also says that the record alone is not the whole log.
 */
export class AcknowledgedMark {
  readonly #path: string;
  readonly #file: number;

  constructor(folder: string, place: number) {
    this.#path = join(folder, FILE);
    this.#file = openSync(this.#path, 'w', 0o600);
    this.write(place);
  }

  /** Not synchronised: it outlives the process, and Redis outlives the machine. */
  write(place: number): void {
    writeSync(this.#file, `${String(place).padStart(WIDTH)}\n`, 0);
  }

  /** Everything is in the record. */
  remove(): void {
    this.close();
    rmSync(this.#path, { force: true });
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The place in a folder's mark, `undefined` where there is none. */
export function markedPlace(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, FILE), 'utf8')) || 0;
  } catch {
    return undefined;
  }
}

/** @throws KeptError LOG_ON_REDIS when a record lacks what was acknowledged, so that nobody goes on from there without it. */
export function refuseHalf(folder: string, place: number): void {
  const marked = markedPlace(folder) ?? 0;
  if (marked <= place) return;
  throw new KeptError('LOG_ON_REDIS', `${folder} ends at place ${place}, and the places up to ${marked} are still in Redis.`);
}
