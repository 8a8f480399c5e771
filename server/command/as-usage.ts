import { KeptError } from '../../shared/error/index.ts';

/** What `parseArgs` makes of the command line. @throws KeptError USAGE, with what it found wrong. */
export function asUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new KeptError('USAGE', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
