import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { type AccessList, openAccounts } from '../access/index.ts';
import { SystemClock } from '../live/index.ts';
import { asUsage } from './as-usage.ts';
import type { FolderIo } from './erase.ts';
import { onFolder } from './on-folder.ts';

const DEEDS = ['list', 'admin', 'remove', 'revoke'] as const;

/**
 * `kept access FOLDER [list | admin NAME | remove NAME | revoke ID] [--json]`: who may come in, a link for an admin where nobody can sign
 * in any more, and taking away. A server that has the folder open does it itself.
 * @throws KeptError USAGE, ACCESS_INVALID, ACCESS_UNKNOWN, ACCESS_LAST_ADMIN and those of the log.
 */
export async function accessCommand(args: readonly string[], io: FolderIo): Promise<number> {
  const { values, positionals } = asUsage(() =>
    parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true }),
  );
  const [folder, wanted = 'list', whom, ...others] = positionals;
  const deed = DEEDS.find((one) => one === wanted);
  if (folder === undefined || deed === undefined || (deed === 'list') !== (whom === undefined) || others.length > 0)
    throw new KeptError('USAGE', 'kept access needs a data folder, and admin NAME, remove NAME, revoke ID or nothing more.');
  const request = { do: deed, ...(deed === 'revoke' ? { id: whom } : { name: whom }) };
  const clock = new SystemClock();
  const told: object = await onFolder<object>({
    folder,
    name: 'access',
    request,
    here: async (log) => {
      const accounts = openAccounts({ folder, clock, log, boards: () => [], addressOf: () => '' });
      try {
        return await accounts.byFolder(request);
      } finally {
        await accounts.stop();
      }
    },
  });
  io.stdout.write(values.json === true ? `${JSON.stringify(told)}\n` : textOf(deed, told));
  return 0;
}

function textOf(deed: (typeof DEEDS)[number], told: object): string {
  if (deed === 'list') return listText(told as AccessList);
  if ('link' in told) return `Open this path of the server within a week; it works once:\n  /sign-in#link=${String(told.link)}\n`;
  return 'Done. What was open by it has ended.\n';
}

function listText({ people, walls, keys }: AccessList): string {
  const names = (reach: unknown) => (Array.isArray(reach) ? reach.join(', ') || '-' : String(reach));
  const seen = (atMs: number | null) => (atMs === null ? 'never seen' : `seen ${new Date(atMs).toISOString()}`);
  const lines = [
    ...people.map(({ name, role, boards, sites, by }) => `person  ${name}  ${role}  boards ${names(boards)}  sites ${names(sites)}  ${by}`),
    ...walls.map(({ id, label, board, seenAtMs }) => `wall    ${id}  ${label}  board ${board}  ${seen(seenAtMs)}`),
    ...keys.map(({ id, label, prefixes, seenAtMs }) => `key     ${id}  ${label}  sources ${prefixes.join(', ')}  ${seen(seenAtMs)}`),
  ];
  return lines.length === 0 ? 'Nobody may come in yet.\n' : `${lines.join('\n')}\n`;
}
