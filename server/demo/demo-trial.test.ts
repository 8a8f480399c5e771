import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Terms } from '../../shared/book/index.ts';
import { changedBook, done, termChange, whatIf } from '../../shared/design/index.ts';
import { DAY_MS } from '../../shared/event/index.ts';
import { termsOf } from '../../test/simulation/world.ts';
import { demoEvents } from './demo-events.ts';
import { loadDemoFlights } from './demo-flights.ts';

const FOLDER = join(import.meta.dirname, '../../examples/nyc-demo');
const TEXT = readFileSync(join(FOLDER, 'book.yaml'), 'utf8');
const FROM_MS = Date.parse('2026-06-14T00:00:00-04:00');
const asOfMs = FROM_MS + 2 * DAY_MS;
const events = demoEvents(await loadDemoFlights(join(FOLDER, 'flights.csv.gz')), FROM_MS, asOfMs);
const history = { events, asOfMs, fromAtMs: null, toAtMs: null };

function changedTo(set: string): Terms {
  const read = changedBook({ text: TEXT, bases: {} }, [termChange(set)]);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read;
}

it.each([
  'busy-hour.target=>= 90%',
  'leaves-on-time.late=5min',
  'phone-reply.within=20min',
  'line-up.target.A=>= 99.9%',
  'inspected.every.A=1d',
])('[DES-2] of the demo, another book comes to what it comes to where all of it is judged: %s', (set) => {
  const [was, would] = [termsOf(TEXT), changedTo(set)];
  const tried = done(whatIf({ was, would, history, isWarned: false }))?.rows ?? [];
  const alone = done(whatIf({ was: would, would, history, isWarned: false }))?.rows ?? [];
  expect(tried.map((row) => row.would)).toEqual(alone.map((row) => row.was));
  expect(tried.length).toBeGreaterThan(10);
});
