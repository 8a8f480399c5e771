import { KeptError } from '../../shared/error/index.ts';
import type { Batch, KeptEvent } from '../../shared/event/index.ts';
import type { AppendOptions, Clock, Receipt } from '../ports/index.ts';
import { ACCEPTED, type CommitRequest, type CommitResult, type Head, RECEIPT_STATUS } from './commit.ts';
import type { Sealer } from './erase/sealing.ts';
import { type Appended, Group, written } from './group.ts';
import { inLineOrder } from './line.ts';

/** A group goes when its first event has waited this long, or when it has this many events or bytes. */
export const GROUP_WAIT_MS = 5;
export const GROUP_EVENTS_MAX = 1000;
export const GROUP_BYTES_MAX = 1_000_000;
/** Beyond this much under way, appends are refused with LOG_BUSY. An append is always taken when nothing is under way. */
export const WAITING_EVENTS_MAX = 50_000;
export const WAITING_BYTES_MAX = 64 * 1024 * 1024;
/** One group is being written while the next ones wait beside it: those that wait together are written by one transaction. */
const UNDER_WAY_MAX = 4;

/** As anybody may append, and Kept alone. */
export type LogAppendOptions = AppendOptions & { readonly erases?: readonly number[] };

export type GroupCommitOptions = {
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly head: Head;
  /** Writes a group, as lines of JSON or as the events that it holds. Calls are answered in order. */
  readonly commit:
    | ((request: CommitRequest) => Promise<CommitResult>)
    | { readonly group: (group: Group, receivedAtMs: number) => Promise<CommitResult> };
  /** How many groups may be under way at once; two unless told. */
  readonly underWayMax?: number;
};

/** Gathers appends that are under way together into groups, has each written as one batch, and tells everybody in order. */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly #listeners = new Set<(batch: Batch) => void>();
  readonly #full: Group[] = [];
  #open = new Group();
  /** The open group need not wait any longer. */
  #due = false;
  #cancelWake: (() => void) | undefined;
  #underWay = 0;
  /** Received times of the commits under way, oldest first. */
  readonly #sentAtMs: number[] = [];
  #waitingEvents = 0;
  #waitingBytes = 0;
  #lastReceivedAtMs: number;
  #head: Head;
  #closed = false;
  #whenIdle: (() => void) | undefined;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#head = options.head;
    this.#lastReceivedAtMs = options.head.receivedAtMs;
  }

  get head(): Head {
    return this.#head;
  }

  append(events: readonly KeptEvent[], options: LogAppendOptions = {}): Promise<readonly Receipt[]> {
    if (this.#closed) return Promise.reject(new KeptError('LOG_CLOSED', 'The log is closed and takes no more events.'));
    if (events.length === 0) return Promise.resolve([]);
    const ready = written(events, this.#options.sealer, options.known);
    if (!this.#hasRoom(ready)) {
      return Promise.reject(
        new KeptError('LOG_BUSY', `${this.#waitingEvents} events (${this.#waitingBytes} bytes) wait for the disk already.`),
      );
    }
    return new Promise((resolve, reject) =>
      this.#take({ ...ready, erases: options.erases ?? [], resolve, reject }, options.urgent === true),
    );
  }

  onCommit(listener: (batch: Batch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells of a batch that was written after all, though its appends were refused: it is in the record, so everybody must hear of it. */
  found(batch: Batch): void {
    this.#head = { place: batch.firstPlace + batch.events.length - 1, receivedAtMs: batch.receivedAtMs };
    for (const listener of this.#listeners) listener(batch);
  }

  /** Takes no more, and resolves when all that was taken is answered. */
  close(): Promise<void> {
    this.#closed = true;
    this.#due = true;
    this.#pump();
    if (this.#waitingEvents === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
    });
  }

  #hasRoom(ready: Pick<Appended, 'events' | 'bytes'>): boolean {
    if (this.#waitingEvents === 0) return true;
    return this.#waitingEvents + ready.events.length <= WAITING_EVENTS_MAX && this.#waitingBytes + ready.bytes <= WAITING_BYTES_MAX;
  }

  #take(append: Appended, urgent: boolean): void {
    this.#waitingEvents += append.events.length;
    this.#waitingBytes += append.bytes;
    const overflows = this.#open.count + append.events.length > GROUP_EVENTS_MAX || this.#open.bytes + append.bytes > GROUP_BYTES_MAX;
    if (overflows && this.#open.count > 0) this.#fill();
    this.#open.add(append);
    if (this.#open.count >= GROUP_EVENTS_MAX || this.#open.bytes >= GROUP_BYTES_MAX) this.#fill();
    else if (urgent) this.#due = true;
    else this.#cancelWake ??= this.#options.clock.wakeAt(this.#options.clock.nowAtMs() + GROUP_WAIT_MS, () => this.#wake());
    this.#pump();
  }

  #wake(): void {
    this.#cancelWake = undefined;
    this.#due = true;
    this.#pump();
  }

  /** The open group is complete; the next append starts another. */
  #fill(): void {
    this.#full.push(this.#open);
    this.#open = new Group();
    this.#due = false;
    this.#cancelWake?.();
    this.#cancelWake = undefined;
  }

  #pump(): void {
    while (this.#underWay < (this.#options.underWayMax ?? UNDER_WAY_MAX)) {
      if (this.#full.length === 0 && this.#due && this.#open.count > 0) this.#fill();
      const group = this.#full.shift();
      if (group === undefined) return;
      this.#send(group);
    }
  }

  #send(group: Group): void {
    this.#underWay += 1;
    this.#lastReceivedAtMs = Math.max(this.#lastReceivedAtMs, Math.floor(this.#options.clock.nowAtMs()));
    this.#sentAtMs.push(this.#lastReceivedAtMs);
    this.#commit(group, this.#lastReceivedAtMs).then(
      (result) => {
        this.#sentAtMs.shift();
        this.#tell(group, result);
        this.#settle(group, (append, at) => {
          if (result.unsure === undefined) append.resolve(receiptsOf(result, at, append.events.length));
          else append.reject(new KeptError('LOG_UNSURE', 'It is written to the log, but it is not certain yet that it is safe there.'));
        });
      },
      (reason: unknown) => {
        this.#sentAtMs.shift();
        this.#settle(group, (append) => append.reject(reason));
      },
    );
  }

  #commit(group: Group, receivedAtMs: number): Promise<CommitResult> {
    const { commit } = this.#options;
    return typeof commit === 'function' ? commit(group.request(receivedAtMs)) : commit.group(group, receivedAtMs);
  }

  /** Commits end in the order in which they were sent. */
  get inFlightAtMs(): number | null {
    return this.#sentAtMs[0] ?? null;
  }

  #tell(group: Group, result: CommitResult): void {
    if (result.firstPlace === 0) return;
    const { firstPlace, receivedAtMs } = result;
    let accepted = 0;
    for (const status of result.statuses) if (status === ACCEPTED) accepted += 1;
    this.#head = { place: firstPlace + accepted - 1, receivedAtMs, ...(result.seal === undefined ? {} : { seal: result.seal }) };
    if (this.#listeners.size === 0) return;
    const events = group.appends.flatMap((append) => append.events).filter((_, index) => result.statuses[index] === ACCEPTED);
    const batch = { firstPlace, receivedAtMs, events: events.map(inLineOrder) };
    for (const listener of this.#listeners) listener(batch);
  }

  #settle(group: Group, answer: (append: Appended, at: number) => void): void {
    this.#underWay -= 1;
    this.#waitingEvents -= group.count;
    this.#waitingBytes -= group.bytes;
    let at = 0;
    for (const append of group.appends) {
      answer(append, at);
      at += append.events.length;
    }
    this.#pump();
    if (this.#waitingEvents === 0) this.#whenIdle?.();
  }
}

function receiptsOf(result: CommitResult, from: number, count: number): readonly Receipt[] {
  const receipts: Receipt[] = [];
  for (let at = from; at < from + count; at += 1) {
    receipts.push({ status: RECEIPT_STATUS[result.statuses[at] ?? 0] ?? 'accepted', place: result.places[at] ?? 0 });
  }
  return receipts;
}
