import type { LogHealth } from '../ports/index.ts';

const GOOD: LogHealth = { state: 'good' };

/** How a log stands, and who wants to know. Damage stays until people have mended it. */
export class Health {
  #now: LogHealth = GOOD;
  readonly #listeners = new Set<(health: LogHealth) => void>();

  get now(): LogHealth {
    return this.#now;
  }

  /** Takes another state and tells it; the same state again, or anything after damage, changes nothing. */
  become(health: LogHealth): void {
    if (this.#now.state === health.state || this.#now.state === 'damaged') return;
    this.#now = health;
    for (const listener of this.#listeners) listener(health);
  }

  becomeGood(): void {
    this.become(GOOD);
  }

  on(listener: (health: LogHealth) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
