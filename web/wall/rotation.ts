/** A wall goes round at most so many boards: each of them is kept up to date all the time, so that none comes up old. */
const BOARDS_MAX = 8;
/** Less could not be read, more would be taken for a wall of one board. */
const EVERY_MS = { least: 10_000, usual: 30_000, most: 3_600_000 } as const;
const UNIT_MS: { readonly [unit: string]: number } = { s: 1_000, min: 60_000, h: 3_600_000 };

/** The boards that an address names, as `hall,yard`, each once; one for most walls. */
export function boardsIn(path: string): readonly string[] {
  const named = path.split(',').filter((board) => board !== '');
  return named.length === 0 ? [path] : [...new Set(named)].slice(0, BOARDS_MAX);
}

/** For how long each board stands, as `?every=` says: `45s`, `2min`. */
export function everyMsIn(query: URLSearchParams): number {
  const [, count, unit = ''] = /^(\d+)(s|min|h)$/.exec(query.get('every') ?? '') ?? [];
  const wantedMs = count === undefined ? EVERY_MS.usual : Number(count) * (UNIT_MS[unit] ?? 0);
  return Math.min(EVERY_MS.most, Math.max(EVERY_MS.least, wantedMs));
}

/** Which of several boards stands on a wall. A board on which a promise breaks comes up at once, and stands for a whole turn. */
export class Rotation {
  readonly #count: number;
  readonly #everyMs: number;
  #shown = 0;
  #sinceMs: number;

  /** @param nowMs of a clock that only counts, as everywhere here. */
  constructor(count: number, everyMs: number, nowMs: number) {
    this.#count = count;
    this.#everyMs = everyMs;
    this.#sinceMs = nowMs;
  }

  /** The index of the board that stands there. */
  get shown(): number {
    return this.#shown;
  }

  /** As often as it likes, some times a second. */
  tick(nowMs: number): void {
    if (nowMs - this.#sinceMs >= this.#everyMs) this.#show((this.#shown + 1) % this.#count, nowMs);
  }

  /** A promise of a board has just broken. */
  broke(board: number, nowMs: number): void {
    this.#show(board, nowMs);
  }

  #show(board: number, nowMs: number): void {
    this.#shown = board;
    this.#sinceMs = nowMs;
  }
}
