import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../../shared/error/index.ts';
import type { FromSieve, SieveWorkerData, ToSieve } from './sieve-thread.ts';
import { StagedSieve } from './staged-sieve.ts';

/** The thread that knows the identities. It answers one by one, in order; a mistake of ours ends it, and the log with it. */
const port = parentPort;
assert(port !== null, 'the sieve runs in a thread');
const { file, personal } = workerData as SieveWorkerData;
const sieve = new StagedSieve(file, personal);

function answer(message: FromSieve): void {
  port?.postMessage(message);
}

answer({ kind: 'ready', start: sieve.start });
port.on('message', (message: ToSieve) => {
  switch (message.kind) {
    case 'sift':
      answer({ kind: 'staged', staged: sieve.sift(message.request) });
      return;
    case 'unstage':
      sieve.unstage(message.head);
      return;
    case 'recorded':
      sieve.recorded(message.place);
      return;
    case 'close':
      sieve.close();
      answer({ kind: 'closed' });
      port.close();
  }
});
