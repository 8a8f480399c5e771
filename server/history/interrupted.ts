import { KeptError, type WireError } from '../../shared/error/index.ts';

/** Something else was asked for. */
export class Interrupted extends Error {}

export function isInterruption(error: unknown): boolean {
  return error instanceof Interrupted;
}

export function tooLong(atMs: number, msMax: number): KeptError {
  return new KeptError('HISTORY_TOO_LARGE', `${new Date(atMs).toISOString()} could not be reached within ${msMax / 1_000} s.`);
}

export function refusalOf(error: unknown): WireError {
  if (error instanceof KeptError) return error.toJSON();
  console.error(error);
  return new KeptError('SERVER_FAULT', 'The replay failed.').toJSON();
}
