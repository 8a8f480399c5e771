import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';

/** The record that ends a zip begins with these bytes; the length of the comment behind it stands in its last two. */
const END_SIGNATURE = Buffer.from('PK\u0005\u0006', 'latin1');
const END_BYTES = 22;
/** A comment may have 64 KiB, and a web server's page of error as much again. */
const TAIL_BYTES = 256 * 1024;

/**
 * Opens a zip, with or without bytes behind its end: servers of agencies append what they had to say after the download.
 * @throws Error when it is no zip.
 */
export async function openZip(file: string): Promise<ZipFile> {
  return await fromRandomAccessReaderPromise(new FileReader(file), await endOf(file), { autoClose: true });
}

class FileReader extends RandomAccessReader {
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#file, { start, end: end - 1 });
  }
}

/** Where the zip ends by its own record; the end of the file where there is no such record, which is then refused. */
async function endOf(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await handle.read(tail, 0, tail.length, size - tail.length);
    for (let at = tail.lastIndexOf(END_SIGNATURE); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END_SIGNATURE, at - 1)) {
      const end = at + END_BYTES + (at + END_BYTES <= tail.length ? tail.readUInt16LE(at + END_BYTES - 2) : tail.length);
      if (end <= tail.length) return size - tail.length + end;
    }
    return size;
  } finally {
    await handle.close();
  }
}
