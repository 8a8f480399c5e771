import { KeptError, type WireError } from '../../shared/error/index.ts';
import { PROTOCOL_VERSIONS, type Refusal } from '../../shared/wire/index.ts';

/** What the caller is told; a fault of our own or of the disk says nothing of the inside. */
export function refusalFor(error: unknown): WireError {
  if (error instanceof KeptError && error.code !== 'LOG_FAILED') return error.toJSON();
  console.error(error);
  if (error instanceof KeptError)
    return new KeptError(error.code, 'It could not be written to the log, and nothing of it is kept.').toJSON();
  return new KeptError('SERVER_FAULT', 'The server failed at it.').toJSON();
}

/** An error that Socket.IO hands to the client with what to do about it. */
export function refusedWith(error: KeptError, retryAfterMs?: number): Error {
  const data: Refusal = retryAfterMs === undefined ? error.toJSON() : { ...error.toJSON(), retryAfterMs };
  return Object.assign(error, { data });
}

export function versionText(auth: { readonly [key: string]: unknown }): string {
  const offered = JSON.stringify(auth['protocols'] ?? auth['protocol'])?.slice(0, 40);
  return `The page speaks protocol ${offered}, this server ${PROTOCOL_VERSIONS.join(', ')}.`;
}
