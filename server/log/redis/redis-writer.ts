import { setTimeout as wait } from 'node:timers/promises';
import { KeptError } from '../../../shared/error/index.ts';
import type { Batch } from '../../../shared/event/index.ts';
import type { CommitRequest, CommitResult } from '../commit.ts';
import { bufferOver } from '../identity/sieve.ts';
import { textOf } from './connection.ts';
import { batchOf, lastPlaceOf } from './entry.ts';
import type { OutgoingEntry, RedisStream, StreamHead } from './redis-stream.ts';
import type { SieveThread } from './sieve-thread.ts';
import type { Staged } from './staged-sieve.ts';

export type RedisWriterOptions = {
  readonly stream: RedisStream;
  readonly sieve: SieveThread;
  readonly head: StreamHead;
  /** Asked anew after each fault, before anything more is written: it throws when Redis cannot be relied on. */
  readonly makeReady: () => Promise<void>;
  /** How long an answer may be outstanding after a fault before the append is refused with what is known. */
  readonly inDoubtMs: number;
  readonly onKept: (place: number) => void;
  /** A batch that turned out to be in Redis after its append had been refused. */
  readonly onFound: (batch: Batch) => void;
  readonly onFault: (error: KeptError) => void;
  /** Asks for the record to catch up. */
  readonly hurry: (place: number) => void;
};

/** A batch that was sent and whose fate is not known yet. */
type Flight = {
  readonly entry: OutgoingEntry;
  readonly landed: PromiseWithResolvers<void>;
  readonly sent: Promise<void>;
  /** Its append was refused because the answer took too long. */
  isGivenUp: boolean;
};

/** Bytes of batches that Redis has and the record does not, all of which the sieve keeps in memory. */
export const UNRECORDED_BYTES_MAX = 64 * 1024 * 1024;
const ROOM_MS_MAX = 10_000;
const RETRY_MS = 100;

/**
 * Writes batches to Redis in order, several of them under way at once. When anything goes wrong it stops, waits until Redis can be
 * asked what it has, answers what was under way by that, and goes on.
 */
export class RedisWriter {
  readonly #options: RedisWriterOptions;
  #flights: Flight[] = [];
  /** Settles when all commits before are answered. */
  #before: Promise<unknown> = Promise.resolve();
  #room: Promise<void> = Promise.resolve();
  /** Why nothing is written at present; final where it is said to be. */
  #fault: KeptError | undefined;
  #isFinal = false;
  /** Counts the faults: what was sifted before one is not sent after it. */
  #faults = 0;
  #head: StreamHead;
  #unrecorded: { readonly lastPlace: number; readonly bytes: number }[] = [];
  #unrecordedBytes = 0;
  #recorded = Promise.withResolvers<void>();
  #isClosed = false;

  constructor(options: RedisWriterOptions) {
    this.#options = options;
    this.#head = options.head;
  }

  /** @throws KeptError LOG_FAILED while Redis is away, LOG_LOCKED when another has taken over, LOG_GAP when Redis came back with less. */
  commit(request: CommitRequest): Promise<CommitResult> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    const ended = this.#carry(request, this.#before, this.#faults);
    this.#before = ended.catch(() => {});
    return ended;
  }

  /** Up to here the record has it. */
  recorded(place: number): void {
    const first = this.#unrecorded.findIndex(({ lastPlace }) => lastPlace > place);
    for (const { bytes } of this.#unrecorded.splice(0, first === -1 ? this.#unrecorded.length : first)) this.#unrecordedBytes -= bytes;
    this.#options.sieve.recorded(place);
    this.#recorded.resolve();
    this.#recorded = Promise.withResolvers();
  }

  /** Renewed in time, the right to write stays. */
  async hold(): Promise<void> {
    if (this.#fault !== undefined) return;
    await this.#options.stream.hold().catch((cause: unknown) => this.#stumble(cause));
  }

  close(): void {
    this.#isClosed = true;
  }

  async #carry(request: CommitRequest, before: Promise<unknown>, faults: number): Promise<CommitResult> {
    const room = this.#room.then(() => this.#whenRoom());
    this.#room = room.catch(() => {});
    await room;
    this.#refuseAfter(faults);
    const staged = await this.#options.sieve.sift(request);
    this.#refuseAfter(faults);
    const { firstPlace, receivedAtMs, statuses, places } = staged;
    if (staged.count > 0) await this.#fly(staged);
    await before;
    // Repeats of what was under way and did not arrive are no repeats.
    if (staged.count === 0) this.#refuseAfter(faults);
    return { firstPlace, receivedAtMs, statuses, places, seal: Buffer.from(staged.chain).toString('hex') };
  }

  #refuseAfter(faults: number): void {
    if (faults !== this.#faults) throw this.#fault ?? new KeptError('LOG_FAILED', 'Redis was away for a moment; nothing of it is kept.');
  }

  /** Waits while the record is far behind. */
  async #whenRoom(): Promise<void> {
    const endAtMs = performance.now() + ROOM_MS_MAX;
    while (this.#unrecordedBytes > UNRECORDED_BYTES_MAX) {
      if (performance.now() > endAtMs)
        throw new KeptError('LOG_FAILED', 'The record on disk cannot keep up with Redis, or cannot be written.');
      this.#options.hurry(this.#head.place);
      await Promise.race([this.#recorded.promise, wait(RETRY_MS)]);
    }
  }

  #fly(staged: Staged): Promise<void> {
    const entry = outgoing(staged);
    const flight: Flight = { entry, landed: Promise.withResolvers(), sent: this.#options.stream.append(entry), isGivenUp: false };
    this.#flights.push(flight);
    this.#unrecorded.push({ lastPlace: lastPlaceOf(entry), bytes: entry.body.length });
    this.#unrecordedBytes += entry.body.length;
    const faults = this.#faults;
    const patience = setTimeout(() => this.#loseTouch(faults), this.#options.inDoubtMs);
    flight.sent
      .finally(() => clearTimeout(patience))
      .then(
        () => faults === this.#faults && this.#land(lastPlaceOf(entry)),
        (cause: unknown) => this.#stumble(cause),
      );
    return flight.landed.promise;
  }

  /** Answers those under way up to a place, in order. */
  #land(place: number): void {
    for (let flight = this.#flights[0]; flight !== undefined && lastPlaceOf(flight.entry) <= place; flight = this.#flights[0]) {
      this.#flights.shift();
      const { entry } = flight;
      this.#head = { epoch: this.#head.epoch, place: lastPlaceOf(entry), receivedAtMs: entry.receivedAtMs, chain: entry.chain };
      this.#options.onKept(this.#head.place);
      if (flight.isGivenUp) this.#options.onFound(batchOf(entry));
      else flight.landed.resolve();
    }
  }

  /** No answer is a fault as well. */
  #loseTouch(faults: number): void {
    if (faults !== this.#faults) return;
    this.#stumble(new Error('it does not answer'));
    this.#giveUp();
  }

  #stumble(cause: unknown): void {
    if (this.#fault !== undefined || this.#isClosed) return;
    this.#faults += 1;
    this.#fault = new KeptError('LOG_FAILED', `Redis took nothing: ${textOf(cause)}.`, { cause });
    this.#options.onFault(this.#fault);
    void this.#recover();
  }

  /** Until Redis says what it has; what is in doubt for too long is refused before. */
  async #recover(): Promise<void> {
    const patience = setTimeout(() => this.#giveUp(), this.#options.inDoubtMs);
    await Promise.allSettled(this.#flights.map(({ sent }) => sent));
    while (!this.#isClosed && !this.#isFinal) {
      try {
        await this.#options.makeReady();
        this.#goOnFrom(await this.#options.stream.head());
        break;
      } catch (cause) {
        if (cause instanceof KeptError && ['LOG_GAP', 'LOG_LOCKED'].includes(cause.code)) this.#end(cause);
        else await wait(RETRY_MS);
      }
    }
    clearTimeout(patience);
    this.#giveUp();
  }

  /** @throws KeptError LOG_GAP when Redis came back with less than it had acknowledged. */
  #goOnFrom(head: StreamHead | undefined): void {
    if (head === undefined || head.epoch !== this.#head.epoch || head.place < this.#head.place) {
      throw new KeptError('LOG_GAP', `Redis has come back with place ${head?.place ?? 0}, and had acknowledged place ${this.#head.place}.`);
    }
    this.#land(head.place);
    const lost = this.#flights;
    this.#flights = [];
    this.#unrecorded = this.#unrecorded.filter(({ lastPlace }) => lastPlace <= head.place);
    this.#unrecordedBytes = this.#unrecorded.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#options.sieve.unstage(head);
    this.#head = head;
    const fault = this.#fault ?? new KeptError('LOG_FAILED', 'Redis took nothing.');
    this.#fault = undefined;
    for (const { landed } of lost) landed.reject(fault);
  }

  #end(fault: KeptError): void {
    this.#fault = fault;
    this.#isFinal = true;
    this.#options.onFault(fault);
  }

  #giveUp(): void {
    const what = `It is not known whether Redis has kept it: ${this.#fault?.message ?? 'the connection broke.'}`;
    for (const flight of this.#flights) {
      if (flight.isGivenUp) continue;
      flight.isGivenUp = true;
      flight.landed.reject(new KeptError('LOG_FAILED', what));
    }
  }
}

function outgoing(staged: Staged): OutgoingEntry {
  return {
    firstPlace: staged.firstPlace,
    count: staged.count,
    receivedAtMs: staged.receivedAtMs,
    chain: bufferOver(staged.chain),
    before: bufferOver(staged.before),
    origins: staged.origins,
    personal: [...staged.apart.keys()],
    apart: staged.apart,
    erases: staged.erases,
    body: bufferOver(staged.body),
  };
}
