import { isMainThread } from 'node:worker_threads';

/** How often a program looks whether the launcher that started it is still there. */
const LOOK_EVERY_MS = 1_000;

// Loaded into what the launcher starts. That has a process group of its own, so whoever kills the launcher's group outright
// would leave it running, holding its port and its log: it ends itself, politely, once its parent is gone.
if (isMainThread && process.platform !== 'win32') {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  look.unref();
}
