import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { assert, KeptError } from '../../shared/error/index.ts';
import type { CommitRequest } from './commit.ts';
import { LogStore } from './log-store.ts';
import { openStore } from './open-store.ts';
import type { FromWorker, StoreWorkerData, ToWorker } from './store-thread.ts';

/** The thread that owns the log file. It answers requests in order. */
const port = parentPort;
assert(port !== null, 'the store worker runs in a thread');
const { file, personal } = workerData as StoreWorkerData;

function answer(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

function refusal(cause: unknown): FromWorker {
  // What is not a refusal is a mistake of ours: it ends the thread, and the log with it.
  if (!(cause instanceof KeptError)) throw cause;
  return { kind: 'refused', code: cause.code, message: cause.message };
}

function open(): LogStore | undefined {
  try {
    const store = openStore(file, personal);
    if (store instanceof LogStore) {
      answer({ kind: 'ready', epoch: store.epoch, origin: store.origin, head: store.head(), personal: store.personal });
      return store;
    }
    const { meta, damage } = store;
    answer({ kind: 'ready', epoch: meta.epoch, origin: meta.origin, head: damage.lastGood, personal: [], damage });
  } catch (cause) {
    answer(refusal(cause));
  }
  return undefined;
}

/** The commits that wait are written together; what comes behind them is given back. */
function commit(into: LogStore, first: CommitRequest): ToWorker | undefined {
  const requests = [first];
  let behind: ToWorker | undefined;
  for (let next = nextMessage(); next !== undefined; next = nextMessage()) {
    if (next.kind !== 'commit') {
      behind = next;
      break;
    }
    requests.push(next.request);
  }
  try {
    for (const result of into.commitAll(requests)) {
      answer({ kind: 'committed', result }, [result.statuses.buffer as ArrayBuffer, result.places.buffer as ArrayBuffer]);
    }
  } catch (cause) {
    for (const _ of requests) answer(refusal(cause));
  }
  return behind;
}

function nextMessage(): ToWorker | undefined {
  return receiveMessageOnPort(port as MessagePort)?.message as ToWorker | undefined;
}

/** @returns what came while it was at it. */
function take(message: ToWorker): ToWorker | undefined {
  if (message.kind === 'close' || store === undefined) {
    store?.close();
    answer({ kind: 'closed' });
    port?.close();
    return undefined;
  }
  if (message.kind === 'commit') return commit(store, message.request);
  try {
    answer({ kind: 'worked', result: store.work(message) });
  } catch (cause) {
    answer(refusal(cause));
  }
  return undefined;
}

const store = open();
port.on('message', (first: ToWorker) => {
  let message: ToWorker | undefined = first;
  while (message !== undefined) message = take(message);
});
