import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { importFiles, readMapping } from '../../server/intake/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

it('[TIM-3] the contracts give their events, also in the hour that is missing and in the one that comes twice', async () => {
  const events: KeptEvent[] = [];
  const sink = {
    deliver: async (some: readonly KeptEvent[]) => {
      events.push(...some);
      return { accepted: some.length, repeats: 0, refused: [] };
    },
  };
  const mapping = readMapping(readFileSync(at('mapping.yaml'), 'utf8'), 'mapping.yaml');
  const { refused } = await importFiles({ mapping, files: [at('contracts.csv')], sink, nowAtMs: () => 0 });
  expect(refused).toBe(0);
  expect(events.map(({ type, subject, time, data }) => `${subject} ${type} ${time} ${data['amount']}`)).toEqual([
    'contract/2026-0101 contract.signed 2026-03-02T10:15:00+01:00 4980.00',
    'contract/2026-0101 contract.delivered 2026-03-20T08:00:00+01:00 4980.00',
    'contract/2026-0101 contract.paid 2026-04-02T16:45:00+02:00 4980.00',
    'contract/2026-0102 contract.signed 2026-03-05T14:30:00+01:00 12750.50',
    'contract/2026-0102 contract.delivered 2026-03-29T03:30:00+02:00 12750.50',
    'contract/2026-0103 contract.signed 2026-03-10T09:00:00+01:00 640.00',
    'contract/2026-0104 contract.signed 2026-10-25T02:30:00+02:00 1080.25',
  ]);
  expect(new Set(events.map(({ data }) => data['customer']))).toEqual(
    new Set(['Falkenhof Druck GmbH', 'Reuter & Sohn; Metallbau', 'Käthe Brandt', 'Lindner "Licht" KG']),
  );
});
