import { KeptError } from '../../shared/error/index.ts';
import type { Clock } from '../ports/index.ts';
import { AccessFile } from './access-file.ts';
import { IngestKeys } from './ingest-keys.ts';
import { People } from './people.ts';
import { Sessions } from './sessions.ts';
import { WallTokens } from './wall-tokens.ts';

/** When something was last seen may be lost with a server that dies; nothing else may. */
const LATER_MS = 60_000;

/** All that is known of who may come in, in memory, and its file. */
export class AccessStore {
  readonly people: People;
  readonly sessions: Sessions;
  readonly walls: WallTokens;
  readonly keys: IngestKeys;
  readonly #file: AccessFile;
  readonly #clock: Clock;
  #cancelSave: (() => void) | null = null;

  /** @throws KeptError ACCESS_UNREADABLE. */
  constructor(folder: string, clock: Clock) {
    this.#file = new AccessFile(folder);
    this.#clock = clock;
    const data = this.#file.read();
    this.people = new People(data.people);
    this.sessions = new Sessions(data.sessions);
    this.walls = new WallTokens(data.walls);
    this.keys = new IngestKeys(data.keys);
  }

  /** @throws KeptError LOG_FAILED: what was changed holds as long as this server runs. */
  save(): void {
    this.#cancelSave?.();
    this.#cancelSave = null;
    const { people, sessions, walls, keys } = this;
    try {
      this.#file.write({ people: people.all, sessions: sessions.all, walls: walls.all, keys: keys.all });
    } catch (cause) {
      throw new KeptError('LOG_FAILED', 'The file access.json of the data folder could not be written.', { cause });
    }
  }

  saveLater(): void {
    this.#cancelSave ??= this.#clock.wakeAt(this.#clock.nowAtMs() + LATER_MS, () => {
      this.#cancelSave = null;
      this.#saveOrWait();
    });
  }

  /** Writes what waits. */
  stop(): void {
    if (this.#cancelSave !== null) this.#saveOrWait();
    this.#cancelSave?.();
    this.#cancelSave = null;
  }

  #saveOrWait(): void {
    try {
      this.save();
    } catch {
      this.saveLater();
    }
  }
}
