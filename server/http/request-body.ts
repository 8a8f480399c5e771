import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';
import { KeptError } from '../../shared/error/index.ts';

export const BODY_BYTES_MAX = 1024 * 1024;

const UNPACKED_BY: { readonly [encoding: string]: (packed: Buffer, options: ZlibOptions) => Promise<Buffer> } = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Buffer, ZlibOptions, Buffer>(inflate),
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
};

/**
 * The body of a request, unpacked. One that is too large is read to its end and thrown away, so that its sender gets to hear why.
 * @param bytesMax how large it may be, packed and unpacked.
 * @returns undefined when the sender went away before the end.
 * @throws KeptError BODY_TOO_LARGE, CONTENT_TYPE for an encoding that is not known, JSON_INVALID for a body that is not in it.
 */
export async function bodyOf(request: IncomingMessage, bytesMax = BODY_BYTES_MAX): Promise<Buffer | undefined> {
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  const received = await bytesOf(request, bytesMax);
  if (received === undefined) return undefined;
  if (encoding === 'identity') return received;
  const unpack = Object.hasOwn(UNPACKED_BY, encoding) ? UNPACKED_BY[encoding] : undefined;
  if (unpack === undefined) throw new KeptError('CONTENT_TYPE', 'The content encoding is not one of gzip, deflate, br and identity.');
  try {
    return await unpack(received, { maxOutputLength: bytesMax });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(bytesMax); // How zlib says that there is more than it may unpack.
    throw new KeptError('JSON_INVALID', 'The body could not be read to its end.', { cause });
  }
}

/** What was received, packed or not; undefined when the sender went away. */
function bytesOf(request: IncomingMessage, bytesMax: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once('end', () => {
      if (bytes > bytesMax) reject(tooLarge(bytesMax));
      else resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bytes));
    });
    request.once('error', () => resolve(undefined));
    request.once('close', () => resolve(undefined)); // After `end` it changes nothing.
  });
}

function tooLarge(bytesMax: number): KeptError {
  return new KeptError('BODY_TOO_LARGE', `The body is larger than ${bytesMax} bytes.`);
}
