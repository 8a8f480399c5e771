import { KeptError } from '../../../shared/error/index.ts';
import { type Connection, type Reply, textOf } from './connection.ts';

/** What an acknowledgement rests on: what Redis has answered is on its disk, and nothing is thrown away to make room. */
const WANTED = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' };

/** @throws KeptError LOG_UNSAFE naming each setting that is otherwise. */
export async function refuseUnsafe(connection: Connection): Promise<void> {
  const settings = await settingsOf(connection);
  const wrong = Object.entries(WANTED).filter(([name, wanted]) => settings.get(name) !== wanted);
  if (wrong.length === 0) return;
  const list = wrong.map(([name, wanted]) => `${name} is ${settings.get(name) ?? 'unknown'} and has to be ${wanted}`).join(', ');
  throw new KeptError('LOG_UNSAFE', `Redis at ${connection.name} may lose what it has acknowledged: ${list}.`);
}

async function settingsOf(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const settings = new Map<string, string>();
  for (const name of Object.keys(WANTED)) {
    const pair = asList(await asked(connection, name)).map(String);
    if (pair[1] !== undefined) settings.set(name, pair[1]);
  }
  return settings;
}

/** A Redis that does not say how it is set cannot be relied on. */
async function asked(connection: Connection, name: string): Promise<Reply> {
  try {
    return await connection.command(['CONFIG', 'GET', name]);
  } catch (cause) {
    throw new KeptError('LOG_UNSAFE', `Redis at ${connection.name} does not say how safe it is: ${textOf(cause)}.`, { cause });
  }
}

export function asList(reply: Reply | undefined): readonly Reply[] {
  return Array.isArray(reply) ? reply : [];
}
