import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type ScoreAnswer, scoreCommand } from '../../server/command/index.ts';
import { dataFile } from './ticket-log.ts';

const FILE = dataFile('tickets/helpdesk/helpdesk.csv.gz');
const FOLDER = fileURLToPath(new URL('../../examples/foresight/helpdesk', import.meta.url));
const SCORE_MS_MAX = 60_000;

it.skipIf(!existsSync(FILE))(
  '[FOR-30, FOR-34] four years of a help desk are foretold from their past alone',
  { timeout: SCORE_MS_MAX },
  async () => {
    let out = '';
    const books = ['--book', join(FOLDER, 'book.yaml'), '--mapping', join(FOLDER, 'mapping.yaml')];
    const args = [...books, '--split', '0.7', '--data', FILE, '--json'];
    await scoreCommand(args, { stdout: { write: (text) => (out += text) }, stderr: { write: () => true } });
    const { promises, events, rowsRefused } = JSON.parse(out) as ScoreAnswer;
    expect([events, rowsRefused]).toEqual([42_008, 0]);
    const [opening] = promises['taken']?.moments ?? [];
    expect(opening).toMatchObject({ moment: 'opening', n: 1374 });
    // Lower bounds: `npm run score` says what is wanted.
    expect(opening?.auc).toBeGreaterThan(0.73);
    expect(opening?.skill).toBeGreaterThan(0.04);
    expect(opening?.calibrationError).toBeLessThan(0.04);
  },
);
