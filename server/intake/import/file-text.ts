import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { KeptError } from '../../../shared/error/index.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'gbk', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What a byte that does not fit the encoding becomes; rows that hold it are refused. */
export const UNREADABLE = '\ufffd';

const PIECE_BYTES = 256 * 1024;

export type TextPiece = {
  readonly text: string;
  /** Of the file's bytes, 0 to 1, as far as read. */
  readonly doneShare: number;
};

/** The text of a file in pieces, unpacked when its name ends in `.gz`, without a byte order mark. @throws KeptError FILE_UNREADABLE. */
export async function* fileText(file: string, encoding: Encoding): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder(encoding);
  try {
    const { size } = await stat(file);
    const raw = createReadStream(file, { highWaterMark: PIECE_BYTES });
    const bytes = file.endsWith('.gz') ? raw.pipe(createGunzip({ chunkSize: PIECE_BYTES })) : raw;
    if (bytes !== raw) raw.on('error', (cause) => bytes.destroy(cause));
    let isFirst = true;
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      if (isFirst) refuseOtherMark(piece, file, encoding);
      isFirst = false;
      yield { text: decoder.decode(piece, { stream: true }), doneShare: size === 0 ? 1 : Math.min(1, raw.bytesRead / size) };
    }
    yield { text: decoder.decode(), doneShare: 1 };
  } catch (cause) {
    throw cause instanceof KeptError ? cause : unreadable(file, cause);
  }
}

/** @throws KeptError FILE_UNREADABLE */
export async function refuseUnreadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): KeptError {
  return new KeptError('FILE_UNREADABLE', `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
}

/** A byte order mark is proof of an encoding, and a mapping that says another one would give nonsense for every row. */
function refuseOtherMark(piece: Buffer, file: string, encoding: Encoding): void {
  const marked =
    piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? 'utf-8' : encoding;
  if (marked !== encoding)
    throw new KeptError('MAPPING_INVALID', `${file} is written in ${marked} by its byte order mark; the mapping says ${encoding}.`);
}
