import type { Accounts } from '../access/index.ts';
import type { FolderDoorOptions } from '../http/index.ts';
import { parseErasure, type RedisLog, type SqliteLog } from '../log/index.ts';

/** What a command may ask of the server for the folder that it has open. */
export function folderWorks(log: SqliteLog | RedisLog, accounts: Accounts | (() => Accounts)): FolderDoorOptions['works'] {
  return {
    access: (raw) => (typeof accounts === 'function' ? withAccounts(accounts(), raw) : accounts.byFolder(raw)),
    erase: (raw) => log.erase(parseErasure(raw)),
    archive: async (raw) => ({ archived: await log.archive(beforeIn(raw)) }),
  };
}

/** Where accounts are off they are opened for as long as it takes. */
async function withAccounts(accounts: Accounts, raw: unknown): Promise<object> {
  try {
    return await accounts.byFolder(raw);
  } finally {
    await accounts.stop();
  }
}

function beforeIn(raw: unknown): string {
  return typeof raw === 'object' && raw !== null && 'before' in raw && typeof raw.before === 'string' ? raw.before : '';
}
