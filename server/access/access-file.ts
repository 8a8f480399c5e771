import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KeptError } from '../../shared/error/index.ts';
import type { Reach, Role } from '../../shared/right/index.ts';

/** Somebody who may sign in. `password` is a hash, `null` until one was set; `link` lets them set one, once. */
export type Person = {
  readonly name: string;
  readonly role: Role;
  readonly boards: Reach;
  readonly sites: Reach;
  readonly password: string | null;
  readonly link: { readonly hash: string; readonly untilAtMs: number } | null;
  /** The provider and its id for them, where they come by OpenID Connect: then they have no password here. */
  readonly oidc?: string | null;
};
/** By the hash of its secret. `person` is the key of a name, see `personKey`. */
export type Session = { readonly hash: string; readonly person: string; readonly startedAtMs: number; readonly usedAtMs: number };
export type WallToken = {
  readonly id: string;
  readonly label: string;
  readonly board: string;
  readonly hash: string;
  readonly madeAtMs: number;
  readonly seenAtMs: number | null;
};
/** The newest secret stands first; an older one holds until its instant. */
export type IngestKey = {
  readonly id: string;
  readonly label: string;
  readonly prefixes: readonly string[];
  readonly secrets: readonly { readonly hash: string; readonly untilAtMs: number | null }[];
  readonly madeAtMs: number;
  readonly seenAtMs: number | null;
};

/** All that is kept about who may come in. Not one secret stands in it, only hashes. */
export type AccessData = {
  readonly people: readonly Person[];
  readonly sessions: readonly Session[];
  readonly walls: readonly WallToken[];
  readonly keys: readonly IngestKey[];
};

export const ACCESS_NAME = 'access.json';
const FORMAT = 1;
const EMPTY: AccessData = { people: [], sessions: [], walls: [], keys: [] };

/** `access.json` of a data folder, which only its owner may read. Who has the folder open is its only writer. */
export class AccessFile {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Nobody where there is no file yet. @throws KeptError ACCESS_UNREADABLE. */
  read(): AccessData {
    const file = join(this.#folder, ACCESS_NAME);
    if (!existsSync(file)) return EMPTY;
    try {
      const { format, ...data } = JSON.parse(readFileSync(file, 'utf8')) as AccessData & { readonly format: unknown };
      if (format !== FORMAT) throw new Error(`it has format ${JSON.stringify(format)}, this Kept reads ${FORMAT}`);
      for (const part of Object.keys(EMPTY)) if (!Array.isArray(data[part as keyof AccessData])) throw new Error(`\`${part}\` is missing`);
      return data;
    } catch (cause) {
      throw new KeptError('ACCESS_UNREADABLE', `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, {
        cause,
      });
    }
  }

  /** Puts the whole file in place of the old one, so that a power cut leaves the one or the other. */
  write(data: AccessData): void {
    const file = join(this.#folder, ACCESS_NAME);
    const draft = `${file}.new`;
    const opened = openSync(draft, 'w', 0o600);
    try {
      writeSync(opened, JSON.stringify({ format: FORMAT, ...data }));
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(draft, file);
    this.#syncNames();
  }

  #syncNames(): void {
    if (process.platform === 'win32') return;
    const opened = openSync(this.#folder, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  }
}
