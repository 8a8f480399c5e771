import { KeptError } from '../../shared/error/index.ts';
import { instantOf } from '../../shared/event/index.ts';

/** The instant that an option gives, ms; `null` where it is not given. @throws KeptError USAGE. */
export function instantOption(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const atMs = instantOf(text);
  if (atMs === null) throw new KeptError('USAGE', `--${name} takes an instant such as 2026-06-18T15:42:08+08:00, not "${text}".`);
  return atMs;
}
