import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { prepareCsv } from './prepare.ts';

const SOURCE = join(import.meta.dirname, '../../../shared/data/departures/nycflights13');
const BUNDLE = join(import.meta.dirname, 'flights.csv.gz');
const BUNDLE_BYTES_MAX = 1_000_000;

// Compared unpacked: two builds of zlib may pack the same text into different bytes.
it('the bundle is what prepare makes of the source', { timeout: 60_000 }, (context) => {
  context.skip(!existsSync(SOURCE), `the source data are not at ${SOURCE}`);
  expect(gunzipSync(readFileSync(BUNDLE)).toString('utf8') === prepareCsv(SOURCE)).toBe(true);
});

it('the bundle stays small', () => expect(readFileSync(BUNDLE).length).toBeLessThan(BUNDLE_BYTES_MAX));
