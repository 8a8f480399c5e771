import type { Session } from './access-file.ts';
import { hashOf, newSecret } from './secret.ts';

const HOUR_MS = 3_600_000;
/** A session ends when nothing was done with it for this long, and at the latest after a long shift (OWASP ASVS 4.0, 3.3.2). */
export const IDLE_MS = 4 * HOUR_MS;
export const ABSOLUTE_MS = 12 * HOUR_MS;
/** Of one person; the oldest ends when there is one more. */
const SESSIONS_MAX = 10;

/** Who is signed in. */
export class Sessions {
  readonly #byHash = new Map<string, Session>();

  constructor(stored: readonly Session[]) {
    for (const session of stored) this.#byHash.set(session.hash, session);
  }

  get all(): readonly Session[] {
    return [...this.#byHash.values()];
  }

  /** Begins one, with a secret that was never used before. */
  start(person: string, nowAtMs: number): string {
    this.#dropEnded(nowAtMs);
    const own = this.all.filter((session) => session.person === person);
    for (const { hash } of own.slice(0, Math.max(0, own.length - SESSIONS_MAX + 1))) this.#byHash.delete(hash);
    const secret = newSecret('session');
    const hash = hashOf(secret);
    this.#byHash.set(hash, { hash, person, startedAtMs: nowAtMs, usedAtMs: nowAtMs });
    return secret;
  }

  /** The session of a hash that has not ended. */
  at(hash: string, nowAtMs: number): Session | null {
    const session = this.#byHash.get(hash);
    return session === undefined || hasEnded(session, nowAtMs) ? null : session;
  }

  used(hash: string, nowAtMs: number): void {
    const session = this.at(hash, nowAtMs);
    if (session !== null) this.#byHash.set(hash, { ...session, usedAtMs: nowAtMs });
  }

  end(hash: string): void {
    this.#byHash.delete(hash);
  }

  /** Ends all of a person, but for one where it is named. */
  endOf(person: string, except: string | null = null): void {
    for (const session of this.all) if (session.person === person && session.hash !== except) this.#byHash.delete(session.hash);
  }

  #dropEnded(nowAtMs: number): void {
    for (const session of this.all) if (hasEnded(session, nowAtMs)) this.#byHash.delete(session.hash);
  }
}

function hasEnded({ startedAtMs, usedAtMs }: Session, nowAtMs: number): boolean {
  return nowAtMs >= startedAtMs + ABSOLUTE_MS || nowAtMs >= usedAtMs + IDLE_MS;
}
