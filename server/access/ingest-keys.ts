import { KeptError } from '../../shared/error/index.ts';
import type { IngestKey } from './access-file.ts';
import { hashOf, newId, newSecret } from './secret.ts';

const KEYS_MAX = 1_000;
/** How long the old secret holds beside the new one, so that a program can be given it without losing an event. */
export const OVERLAP_MS = 24 * 3_600_000;

export type KeyGrant = { readonly label: string; readonly prefixes: readonly string[] };

/** The keys of programs: each writes events of its own sources. */
export class IngestKeys {
  readonly #byId = new Map<string, IngestKey>();
  readonly #idOf = new Map<string, string>();

  constructor(stored: readonly IngestKey[]) {
    for (const key of stored) this.add(key);
  }

  get all(): readonly IngestKey[] {
    return [...this.#byId.values()];
  }

  /** What would be added, and its secret. @throws KeptError ACCESS_FULL. */
  draft({ label, prefixes }: KeyGrant, nowAtMs: number): { readonly key: IngestKey; readonly secret: string } {
    if (this.#byId.size >= KEYS_MAX) throw new KeptError('ACCESS_FULL', `There are ${KEYS_MAX} ingest keys.`);
    const secret = newSecret('key');
    const secrets = [{ hash: hashOf(secret), untilAtMs: null }];
    return { key: { id: newId(), label, prefixes, secrets, madeAtMs: nowAtMs, seenAtMs: null }, secret };
  }

  /** The key with another secret; the one of now holds for `overlapMs` more, any older one no longer. @throws KeptError ACCESS_UNKNOWN. */
  rotated(id: string, overlapMs: number, nowAtMs: number): { readonly key: IngestKey; readonly secret: string } {
    const { secrets, ...key } = this.#known(id);
    const secret = newSecret('key');
    const old = secrets.slice(0, 1).map(({ hash }) => ({ hash, untilAtMs: nowAtMs + overlapMs }));
    return { key: { ...key, secrets: [{ hash: hashOf(secret), untilAtMs: null }, ...old] }, secret };
  }

  add(key: IngestKey): void {
    this.#forget(key.id);
    this.#byId.set(key.id, key);
    for (const { hash } of key.secrets) this.#idOf.set(hash, key.id);
  }

  at(id: string): IngestKey | null {
    return this.#byId.get(id) ?? null;
  }

  /** The key of a secret that still holds. */
  bySecret(secret: string, nowAtMs: number): IngestKey | null {
    const hash = hashOf(secret);
    const key = this.at(this.#idOf.get(hash) ?? '');
    const untilAtMs = key?.secrets.find((one) => one.hash === hash)?.untilAtMs ?? null;
    return untilAtMs !== null && nowAtMs >= untilAtMs ? null : key;
  }

  seen(id: string, nowAtMs: number): void {
    const key = this.at(id);
    if (key !== null) this.#byId.set(id, { ...key, seenAtMs: nowAtMs });
  }

  /** @throws KeptError ACCESS_UNKNOWN. */
  revoke(id: string): IngestKey {
    const key = this.#known(id);
    this.#forget(id);
    return key;
  }

  #known(id: string): IngestKey {
    const key = this.at(id);
    if (key === null) throw new KeptError('ACCESS_UNKNOWN', `There is no ingest key ${JSON.stringify(id.slice(0, 40))}.`);
    return key;
  }

  #forget(id: string): void {
    for (const { hash } of this.at(id)?.secrets ?? []) this.#idOf.delete(hash);
    this.#byId.delete(id);
  }
}
