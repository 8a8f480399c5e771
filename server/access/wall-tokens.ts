import { KeptError } from '../../shared/error/index.ts';
import type { WallToken } from './access-file.ts';
import { hashOf, newId, newSecret } from './secret.ts';

const TOKENS_MAX = 1_000;

/** What a wall token is made of. */
export type WallGrant = { readonly label: string; readonly board: string };

/** The tokens of screens: each reads one board. */
export class WallTokens {
  readonly #byId = new Map<string, WallToken>();
  readonly #idOf = new Map<string, string>();

  constructor(stored: readonly WallToken[]) {
    for (const token of stored) this.#put(token);
  }

  get all(): readonly WallToken[] {
    return [...this.#byId.values()];
  }

  /** What would be added, and its secret. @throws KeptError ACCESS_FULL. */
  draft({ label, board }: WallGrant, nowAtMs: number): { readonly token: WallToken; readonly secret: string } {
    if (this.#byId.size >= TOKENS_MAX) throw new KeptError('ACCESS_FULL', `There are ${TOKENS_MAX} wall tokens.`);
    const secret = newSecret('wall');
    return { token: { id: newId(), label, board, hash: hashOf(secret), madeAtMs: nowAtMs, seenAtMs: null }, secret };
  }

  add(token: WallToken): void {
    this.#put(token);
  }

  at(id: string): WallToken | null {
    return this.#byId.get(id) ?? null;
  }

  bySecret(secret: string): WallToken | null {
    return this.at(this.#idOf.get(hashOf(secret)) ?? '');
  }

  seen(id: string, nowAtMs: number): void {
    const token = this.at(id);
    if (token !== null) this.#put({ ...token, seenAtMs: nowAtMs });
  }

  /** @throws KeptError ACCESS_UNKNOWN. */
  revoke(id: string): WallToken {
    const token = this.at(id);
    if (token === null) throw new KeptError('ACCESS_UNKNOWN', `There is no wall token ${JSON.stringify(id.slice(0, 40))}.`);
    this.#byId.delete(id);
    this.#idOf.delete(token.hash);
    return token;
  }

  #put(token: WallToken): void {
    this.#byId.set(token.id, token);
    this.#idOf.set(token.hash, token.id);
  }
}
