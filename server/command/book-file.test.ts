import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { KeptError } from '../../shared/error/index.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { DEPARTURES_BOOK } from '../../test/simulation/world.ts';
import { type BookText, loadBook, watchBook } from './book-file.ts';
import { checkCommand } from './check.ts';

vi.setConfig({ testTimeout: 30_000 }); // A file is looked at once a second.

const FILES = { 'base.yaml': DEPARTURES_BOOK, 'site/book.yaml': 'extends: ../base.yaml\nbook: site\n' };

async function check(args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  let out = '';
  const code = await checkCommand(args, { stdout: { write: (text) => (out += text) } });
  return { code, out };
}

it('a book is read with its base from the file beside it, and its hash covers both', async () => {
  const folder = scratchFolder(FILES);
  const file = join(folder, 'site/book.yaml');
  const { book, bases, hash } = loadBook(file);
  expect([book.id, book.versions[0]?.promises.length, Object.keys(bases)]).toEqual(['site', 2, ['../base.yaml']]);
  writeFileSync(join(folder, 'base.yaml'), `# a remark\n${DEPARTURES_BOOK}`);
  expect(loadBook(file).hash).toBe(hash);
  writeFileSync(join(folder, 'base.yaml'), DEPARTURES_BOOK.replace('<15min', '<10min'));
  expect(loadBook(file).hash).not.toBe(hash);
});
it('a fault of the base is told with its path, and a base that is not there with the line that names it', async () => {
  const folder = scratchFolder({ ...FILES, 'base.yaml': DEPARTURES_BOOK.replace('<15min', 'soon'), 'lost.yaml': 'extends: none.yaml\n' });
  expect(() => loadBook(join(folder, 'site/book.yaml'))).toThrow(/kept-[^/]*\/base\.yaml:\d+:\d+: promises\.leaves-on-time\.late: "soon"/);
  expect(() => loadBook(join(folder, 'lost.yaml'))).toThrow(/lost\.yaml:1:10: extends: the base none\.yaml cannot be read/);
});
it('a change of the base is seen, and so is one that breaks it', async () => {
  const folder = scratchFolder(FILES);
  const file = join(folder, 'site/book.yaml');
  const told: (BookText | KeptError)[] = [];
  let onTold = () => {};
  const next = () => new Promise<void>((resolve) => (onTold = resolve));
  const tell = (what: BookText | KeptError) => {
    told.push(what);
    onTold();
  };
  onTestFinished(watchBook({ file, current: loadBook(file).hash, onBook: tell, onFault: tell }));
  const changed = next();
  writeFileSync(join(folder, 'base.yaml'), DEPARTURES_BOOK.replace('<15min', '<10min'));
  await changed;
  const broken = next();
  writeFileSync(join(folder, 'base.yaml'), 'book: [');
  await broken;
  expect(told).toMatchObject([{ book: { id: 'site' } }, { code: 'BOOK_INVALID' }]);
});
it('a book saved between its reading and the watch is seen', async () => {
  const folder = scratchFolder(FILES);
  const file = join(folder, 'site/book.yaml');
  const current = loadBook(file).hash;
  writeFileSync(join(folder, 'base.yaml'), DEPARTURES_BOOK.replace('<15min', '<10min'));
  const told = new Promise((resolve, reject) => {
    const stop = watchBook({ file, current, onBook: ({ hash }) => resolve(hash), onFault: reject });
    onTestFinished(stop);
  });
  expect(await told).toBe(loadBook(file).hash);
});

it('[BOOK-3] `kept check --effective` prints what is in force with its hash, as YAML or JSON', async () => {
  const file = join(scratchFolder(FILES), 'site/book.yaml');
  const { hash } = loadBook(file);
  const yaml = await check(['--effective', file]);
  expect([yaml.code, yaml.out]).toEqual([0, expect.stringContaining(`# sha256 ${hash}\nbook: site # ${file}:2\n`)]);
  const json = JSON.parse((await check(['--effective', '--json', file])).out);
  expect(json).toMatchObject({
    hash,
    book: { book: 'site' },
    origins: { '/timezone': { file: expect.stringMatching(/base\.yaml$/), line: 3 } },
  });
  expect(createHash('sha256').update(JSON.stringify(json.book)).digest('hex')).toBe(hash);
});
it('`kept check` says of each book whether it is right', async () => {
  const folder = scratchFolder({ ...FILES, 'wrong.yaml': 'book: 5\n' });
  const { code, out } = await check([join(folder, 'base.yaml'), join(folder, 'wrong.yaml')]);
  expect(code).toBe(1);
  expect(out).toMatch(/base\.yaml: right; 2 promises, 1 version, 1 board\n.*\n.*wrong\.yaml:1:1:/s);
});
