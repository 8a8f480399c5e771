import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { parseErasure } from '../log/index.ts';
import { asUsage } from './as-usage.ts';
import { onFolder } from './on-folder.ts';

export type FolderIo = { readonly stdout: { write(text: string): unknown } };

/**
 * `kept erase FOLDER (--subject S | --place N…) --by NAME --reason TEXT [--json]`: erases the personal values of these events, and
 * writes down which ones, who asked for it and why. A server that has the folder open does it itself.
 * @throws KeptError USAGE, ERASE_INVALID, NOTHING_TO_ERASE and those of the log.
 */
export async function eraseCommand(args: readonly string[], io: FolderIo): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { subject: text, place: { type: 'string', multiple: true }, by: text, reason: text, json: { type: 'boolean' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new KeptError('USAGE', 'kept erase needs one data folder.');
  const { subject, place, by, reason } = values;
  const request = { subject, places: place?.map(Number), by, reason };
  const erasure = parseErasure(request);
  const { places } = await onFolder({ folder, name: 'erase', request, here: (log) => log.erase(erasure) });
  const line =
    places.length === 1 ? `Erased the personal values at place ${places[0]}.` : `Erased the personal values at ${places.length} places.`;
  io.stdout.write(values.json === true ? `${JSON.stringify({ places })}\n` : `${line}\n`);
  return 0;
}
