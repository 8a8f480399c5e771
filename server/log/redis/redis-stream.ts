import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { KeptError } from '../../../shared/error/index.ts';
import type { Head } from '../commit.ts';
import type { PersonalValue } from '../erase/sealing.ts';
import { APPEND, HOLD, LET_GO } from './append-script.ts';
import type { Connection, Reply } from './connection.ts';
import { entryId, entryOf, fieldsOf, lastPlaceOf, type StreamEntry } from './entry.ts';
import type { Keys } from './keys.ts';
import { asList } from './safety.ts';

export type StreamHead = Head & { readonly epoch: string; readonly chain: Buffer };
/** An entry on its way, with what stands apart and the link it goes on from. */
export type OutgoingEntry = StreamEntry & { readonly before: Buffer; readonly apart: ReadonlyMap<number, readonly PersonalValue[]> };

/** How long a replica may take before its silence is no longer waited for. */
const REPLICA_MS_MAX = 1000;
/** One is on its way to the disk, the next one on its way to Redis. Redis reads one call at a time from a connection and synchronises after each. */
const CALLS_UNDER_WAY_MAX = 2;

/** The log's keys in Redis, as its one writer sees them. */
export class RedisStream {
  readonly keys: Keys;
  readonly #connection: Connection;
  readonly #leaseMs: number;
  readonly #writer: string;
  readonly #token: string;
  readonly #waiting: (PromiseWithResolvers<void> & { readonly args: readonly (string | Buffer)[] })[] = [];
  #callsUnderWay = 0;
  /** Replicas that were there when last asked. */
  #replicas = 0;

  constructor(connection: Connection, keys: Keys, options: { readonly leaseMs: number; readonly writer: string }) {
    this.#connection = connection;
    this.keys = keys;
    this.#leaseMs = options.leaseMs;
    this.#writer = options.writer;
    this.#token = `${options.writer} ${randomUUID()}`;
  }

  /**
   * Resolves when the entry is on the disk of Redis, and on a replica where there is one that answers in time. Entries go in the order of
   * the calls; those that come while others are under way go together, and when one fails, so do all behind it.
   */
  append(entry: OutgoingEntry): Promise<void> {
    const waiting = { args: argsOf(entry), ...Promise.withResolvers<void>() };
    this.#waiting.push(waiting);
    this.#sendWaiting();
    return waiting.promise;
  }

  #sendWaiting(): void {
    if (this.#callsUnderWay === CALLS_UNDER_WAY_MAX || this.#waiting.length === 0) return;
    const together = this.#waiting.splice(0);
    this.#callsUnderWay += 1;
    this.#write(together.map(({ args }) => args)).then(
      () => {
        this.#callsUnderWay -= 1;
        for (const { resolve } of together) resolve();
        this.#sendWaiting();
      },
      (cause: unknown) => {
        this.#callsUnderWay -= 1;
        for (const { reject } of [...together, ...this.#waiting.splice(0)]) reject(cause);
      },
    );
  }

  async #write(entries: readonly (readonly (string | Buffer)[])[]): Promise<void> {
    const { stream, head, writer, personal } = this.keys;
    const told = [this.#token, String(this.#leaseMs), String(entries.length), ...entries.flat()];
    const written = this.#connection.command(['EVALSHA', shaOf(APPEND), '4', writer, head, stream, personal, ...told]);
    const copied = this.#replicas === 0 ? undefined : this.#connection.command(['WAIT', '1', String(REPLICA_MS_MAX)]);
    copied?.catch(() => {}); // When it breaks, so does the writing before it, which is awaited first.
    await written;
    await copied;
  }

  /** Makes ready for writing on a fresh connection. @throws KeptError LOG_LOCKED when somebody else writes. */
  async prepare(gone = ''): Promise<void> {
    for (const script of [APPEND, HOLD, LET_GO]) await this.#connection.command(['SCRIPT', 'LOAD', script]);
    await this.hold(gone);
    const [role, , replicas] = asList(await this.#connection.command(['ROLE']));
    if (String(role) !== 'master') throw new Error(`it is a ${String(role)}`);
    this.#replicas = asList(replicas).length;
  }

  /** Takes or renews the right to write. @throws KeptError LOG_LOCKED. */
  async hold(gone = ''): Promise<void> {
    const owner = String(await this.#connection.command(['EVAL', HOLD, '1', this.keys.writer, this.#token, String(this.#leaseMs), gone]));
    if (owner !== this.#token)
      throw new KeptError('LOG_LOCKED', `${owner.split(' ')[0]} writes to the log in Redis at ${this.#connection.name}.`);
  }

  /**
   * As `prepare`, but gives another writer time to prove that it is alive: one that is gone does not renew, and its right expires. One of
   * the same data folder is gone for sure, since the folder is locked by now.
   */
  async takeOver(): Promise<void> {
    let leftMs = Number.POSITIVE_INFINITY;
    for (;;) {
      try {
        return await this.prepare(`${this.#writer} `);
      } catch (cause) {
        if (!(cause instanceof KeptError)) throw cause;
        const nowLeftMs = Number(await this.#connection.command(['PTTL', this.keys.writer]));
        if (nowLeftMs > leftMs) throw cause;
        leftMs = nowLeftMs;
      }
      await wait(Math.min(Math.max(leftMs, 10), this.#leaseMs / 20));
    }
  }

  async letGo(): Promise<void> {
    await this.#connection.command(['EVAL', LET_GO, '1', this.keys.writer, this.#token]);
  }

  /** `undefined` where no log has been begun. */
  async head(): Promise<StreamHead | undefined> {
    const [epoch, place, receivedAtMs, chain] = asList(
      await this.#connection.command(['HMGET', this.keys.head, 'epoch', 'place', 'receivedAtMs', 'chain']),
    );
    if (!(chain instanceof Buffer)) return undefined;
    return { epoch: String(epoch), place: Number(String(place)), receivedAtMs: Number(String(receivedAtMs)), chain };
  }

  async setHead({ epoch, place, receivedAtMs, chain }: StreamHead): Promise<void> {
    const values = ['epoch', epoch, 'place', String(place), 'receivedAtMs', String(receivedAtMs), 'chain', chain];
    await this.#connection.command(['HSET', this.keys.head, ...values]);
  }

  /** The entry that holds a place, or the last one before it; `undefined` where there is none. */
  async entryAt(place: number): Promise<StreamEntry | undefined> {
    const [found] = asList(await this.#connection.command(['XREVRANGE', this.keys.stream, entryId(place), '-', 'COUNT', '1']));
    return found === undefined ? undefined : entryOf(found);
  }

  /** Personal values of some places that are not in the record yet, in their order. */
  async personalOf(places: readonly number[]): Promise<readonly (readonly PersonalValue[])[]> {
    if (places.length === 0) return [];
    const replies = asList(await this.#connection.command(['HMGET', this.keys.personal, ...places.map(String)]));
    return replies.map(valuesOf);
  }
}

/** Written by `append`. */
function valuesOf(reply: Reply): readonly PersonalValue[] {
  return reply instanceof Buffer ? (JSON.parse(reply.toString()) as readonly PersonalValue[]) : [];
}

function shaOf(script: string): string {
  return createHash('sha1').update(script).digest('hex');
}

/** An entry as the script takes it. */
function argsOf(entry: OutgoingEntry): readonly (string | Buffer)[] {
  const apart = [...entry.apart].flatMap(([place, values]) => [String(place), JSON.stringify(values)]);
  const fields = fieldsOf(entry);
  const about = [entryId(entry.firstPlace), String(lastPlaceOf(entry)), String(entry.receivedAtMs), entry.chain];
  return [entry.before, ...about, String(apart.length / 2), String(fields.length), ...apart, ...fields];
}
