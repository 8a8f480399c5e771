import { isMainThread } from 'node:worker_threads';

/** How often a program looks whether the one that started it is still there. */
const LOOK_EVERY_MS = 250;

// Importing this makes a program end itself, politely, once its parent is gone. The launcher does it under npm, whose shell
// dies of a signal without passing it on; and what the launcher starts does it, since it has a process group of its own and
// would outlive a launcher that is killed outright, holding its port and its log.
if (isMainThread && process.platform !== 'win32') {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  look.unref();
}
