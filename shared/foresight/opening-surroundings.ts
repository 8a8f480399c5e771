import type { Zone } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import type { JsonObject } from '../event/index.ts';
import type { Text } from '../text/index.ts';
import type { Signals } from './signals.ts';
import type { Surroundings } from './surroundings.ts';

const HOUR_MS = 3_600_000;
/** An attribute with more values than this says who, and not what kind. */
const VALUES_MAX = 200;

/** What the opening event says, for obligations of which nothing else is known: its attributes of few values, and the hour of the week. */
export class OpeningSurroundings implements Surroundings {
  readonly #zone: Zone;
  readonly #values = new Map<string, Set<string>>();

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  opened({ opening }: Obligation): void {
    for (const [name, value] of attributesOf(opening)) {
      const values = this.#values.getOrInsertComputed(name, () => new Set());
      if (values.size <= VALUES_MAX) values.add(value);
    }
  }

  decided(): void {}

  told(): void {}

  signals({ opening, scheduledAtMs, openedAtMs }: Obligation): Signals {
    const atMs = scheduledAtMs ?? openedAtMs;
    const hour = Math.floor((atMs + this.#zone.offsetAtMs(atMs)) / HOUR_MS);
    const values = new Map(attributesOf(opening));
    const cells = [...this.#values].map(([name, { size }]) => `${name}=${size > VALUES_MAX ? '' : (values.get(name) ?? '')}`);
    return { cells: [`hour=${hour % 24}`, `hour-of-week=${hour % 168}`, ...cells], numbers: [] };
  }

  driver(): Text | null {
    return null;
  }

  data(): unknown {
    return [...this.#values].map(([name, values]) => [name, [...values]]);
  }

  restore(data: unknown): void {
    for (const [name, values] of data as [string, string[]][]) this.#values.set(name, new Set(values));
  }
}

function attributesOf(opening: JsonObject): readonly (readonly [name: string, value: string])[] {
  return Object.entries(opening).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'boolean' ? [[name, String(value)] as const] : [],
  );
}
