import { parentPort, workerData } from 'node:worker_threads';
import { assert, KeptError } from '../../shared/error/index.ts';
import { LogStore } from './log-store.ts';
import { openStore } from './open-store.ts';
import type { FromWorker, StoreWorkerData, ToWorker } from './store-thread.ts';

/** The thread that owns the log file. It answers requests one by one, in order. */
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

function work(into: LogStore, message: Exclude<ToWorker, { kind: 'close' }>): void {
  if (message.kind !== 'commit') {
    answer({ kind: 'worked', result: into.work(message) });
    return;
  }
  const result = into.commit(message.request);
  answer({ kind: 'committed', result }, [result.statuses.buffer as ArrayBuffer, result.places.buffer as ArrayBuffer]);
}

const store = open();
port.on('message', (message: ToWorker) => {
  if (message.kind === 'close' || store === undefined) {
    store?.close();
    answer({ kind: 'closed' });
    port.close();
    return;
  }
  try {
    work(store, message);
  } catch (cause) {
    answer(refusal(cause));
  }
});
