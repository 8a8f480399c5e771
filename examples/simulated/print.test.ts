import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { importFiles, readMapping } from '../../server/intake/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { SIMULATED_SEED } from './index.ts';
import { simulatedLines } from './print.ts';

const MAPPING = join(import.meta.dirname, 'mapping.yaml');
const folder = mkdtempSync(join(tmpdir(), 'kept-simulated-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const lines = [...simulatedLines({ from: '2026-11-02', to: '2026-11-04', seed: SIMULATED_SEED })];

it('what is printed can be imported, all of it', async () => {
  const file = join(folder, 'days.ndjson');
  writeFileSync(file, lines.join('\n'));
  const events: KeptEvent[] = [];
  const deliver = async (some: readonly KeptEvent[]) => {
    events.push(...some);
    return { accepted: some.length, repeats: 0, refused: [] };
  };
  const mapping = readMapping(readFileSync(MAPPING, 'utf8'), MAPPING);
  const result = await importFiles({ mapping, files: [file], sink: { deliver }, nowAtMs: () => 0 });
  expect(result.refusals).toEqual([]);
  expect(events.map((event) => JSON.stringify({ specversion: '1.0', ...event }))).toEqual(lines);
});

it('begins with the register and the records of the year, and tells everything of the days asked', () => {
  const events = lines.map((line) => JSON.parse(line) as KeptEvent);
  const before = new Set(events.filter(({ time }) => time < '2026-11-02').map(({ type }) => type));
  expect(before).toEqual(
    new Set([
      'register.put',
      'line.down',
      'line.up',
      'line.maintenance',
      'inspection.done',
      'complaint.filed',
      'complaint.verified',
      'complaint.rejected',
    ]),
  );
  expect(events.filter(({ type, time }) => type === 'feed.heartbeat' && time >= '2026-11-02')).toHaveLength(3 * 2 * 144);
});

it('prints one source alone when asked', () => {
  const some = [...simulatedLines({ from: '2026-11-02', to: '2026-11-03', seed: SIMULATED_SEED, source: '/demo/lines' })];
  expect(some.filter((line) => !line.includes('"source":"/demo/lines"'))).toEqual([]);
});
