import { crc32 } from 'node:zlib';

/** A zip whose files are not packed, with bytes behind its end. */
export function storedZip(tables: Readonly<Record<string, string>>, behind = ''): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(tables)) {
    const [title, body] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    for (const [value, place] of [
      [crc32(body), 10],
      [body.length, 14],
      [body.length, 18],
    ] as const)
      head.writeUInt32LE(value, place);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(title.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), head, title, body);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), head, rest, title);
    at += 30 + title.length + body.length;
  }
  const end = Buffer.alloc(18);
  const names = Object.keys(tables).length;
  end.writeUInt16LE(names, 4);
  end.writeUInt16LE(names, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\u0005\u0006', 'latin1'), end, Buffer.from(behind)]);
}
