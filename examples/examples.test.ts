import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBook } from '../server/command/book-file.ts';
import { importCommand } from '../server/command/index.ts';
import { readMapping } from '../server/intake/index.ts';
import { EXAMPLES } from '../test/e2e/examples.ts';
import { scratchFolder } from '../test/scratch-folder.ts';
import { SIMULATED_SEED } from './simulated/index.ts';
import { simulatedLines } from './simulated/print.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const ROW = /^\| \[([\w-]+)\]\(examples\/([\w-]+)\) \| .+ \| `([^`]+)` \|$/gm;
const IMPORT = 'npm run -s kept -- import ';

/** The rows of the README's table of examples. */
const rows = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(ROW)].map(([, name = '', folder = '', command = '']) => ({
  name,
  folder,
  command,
}));
const having = (file: string) => FOLDERS.filter((folder) => existsSync(join(import.meta.dirname, folder, file)));

it('every folder of examples stands in the table of the README once, with its own mapping or a format that needs none', () => {
  expect(rows.map(({ folder }) => folder).sort()).toEqual(FOLDERS.toSorted());
  for (const { name, folder, command } of rows) {
    expect(name).toBe(folder);
    const mapping = `examples/${folder}/mapping.yaml`;
    const story = EXAMPLES.find((example) => example.name === folder);
    if (existsSync(join(ROOT, mapping))) expect(command).toContain(`${IMPORT}--mapping ${mapping} `);
    else if (story !== undefined) expect(command).toBe(`npm run -s kept -- show examples/${folder} --at ${story.at}`);
    else if (!['npm start', 'npm run score'].includes(command)) expect(command).toContain(`${IMPORT}--gtfs-realtime `);
  }
});

it.each(having('mapping.yaml'))('the mapping of %s is right', (folder) => {
  const path = join(import.meta.dirname, folder, 'mapping.yaml');
  expect(readMapping(readFileSync(path, 'utf8'), path)).toHaveProperty('format');
});

it.each(having('book.yaml'))('the book of %s is right', (folder) => {
  expect(loadBook(join(import.meta.dirname, folder, 'book.yaml')).book.versions).not.toEqual([]);
});

describe.each(['contracts', 'simulated'])('the command of %s, whose records are here,', (folder) => {
  it('takes all of them into a clean folder', async () => {
    const lines = [...simulatedLines({ from: '2026-11-01', to: '2026-11-02', seed: SIMULATED_SEED })];
    const scratch = scratchFolder();
    writeFileSync(join(scratch, 'week.ndjson'), lines.join('\n'));
    const command = rows.find((row) => row.folder === folder)?.command ?? '';
    const args = command
      .slice(IMPORT.length)
      .split(' ')
      .map((arg) => (arg === 'week.ndjson' ? join(scratch, arg) : arg.replace(/^examples\//, `${ROOT}/examples/`)));
    let out = '';
    const code = await importCommand([...args, '--json'], {
      stdout: { write: (text) => (out += text) },
      stderr: { write: () => true },
      env: { KEPT_DATA: join(scratch, 'data') },
    });
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, accepted: folder === 'contracts' ? 7 : lines.length, refused: 0 });
  });
});
