import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles, logSink, readMapping } from '../../server/intake/index.ts';
import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import type { EngineState } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { statisticOf, Values } from '../../shared/measure/index.ts';
import { toNumber, ZERO } from '../../shared/number/index.ts';
import { seededRandom, shuffled } from '../simulation/world.ts';
import { type Answer, asOf, byDate, figureOf, LAST_DAY, midnightOf } from './boston311-figures.ts';
import { six } from './ticket-log.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const REQUESTS = here('../../../shared/data/tickets/boston311-2015/requests.csv.gz');
const ANSWERS = here('../../../shared/data/KNOWN-ANSWERS.json');
const MAPPING = here('../../examples/boston311/mapping.yaml');
const MINUTES_5 = 300_000;
const hasData = existsSync(REQUESTS);
if (!hasData) console.warn('skipped: the requests of Boston are not on this machine');

describe.runIf(hasData)('all requests of Boston in 2015 through the product', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-boston-'));
  const states = new Map<string, EngineState>();
  let known: readonly Answer[] = [];
  let events: readonly KeptEvent[] = [];
  /** A state takes some 100 MB, so only the last day's and one more are held. */
  const stateAt = (date: string) => {
    if (!states.has(date)) for (const held of states.keys()) if (held !== LAST_DAY) states.delete(held);
    return states.getOrInsertComputed(date, () => asOf(events, midnightOf(date)));
  };

  beforeAll(async () => {
    const { figures } = JSON.parse(readFileSync(ANSWERS, 'utf8')) as { readonly figures: readonly Answer[] };
    // The durations have a test of their own below. In the order of their dates, so that each date is folded once.
    const dated = figures.filter(({ id }) => id.startsWith('boston.') && id !== 'boston.2015.open-to-closed').flatMap(byDate);
    const dateOf = ({ id }: Answer) => id.split('.')[3] ?? '';
    known = dated.sort((a, b) => dateOf(a).localeCompare(dateOf(b)));
    const clock = new SystemClock();
    const log = await SqliteLog.open({ folder, clock });
    const mapping = readMapping(readFileSync(MAPPING, 'utf8'), MAPPING);
    const result = await importFiles({ mapping, files: [REQUESTS], sink: logSink(log), nowAtMs: () => clock.nowAtMs() });
    expect(result).toMatchObject({ rows: 93_963, accepted: 173_669, repeats: 0, conflicts: 0, refused: 0 });
    events = (await Array.fromAsync(log.read(0))).flatMap((batch) => batch.events);
    await log.close();
  }, MINUTES_5);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('[LOG-3] every known figure against the due times comes out exactly', { timeout: MINUTES_5 }, () => {
    expect(known).toHaveLength(53);
    expect(known.map((answer) => ({ id: answer.id, value: figureOf(answer, stateAt) }))).toEqual(known);
  });

  it('[WIN-6] hours from opening to closing by the clock on the wall, over both years in which the requests were closed', {
    timeout: MINUTES_5,
  }, () => {
    const values = new Values();
    for (const tally of asOf(events, midnightOf(LAST_DAY)).lines.get('open-to-closed')?.tallies.values() ?? [])
      if (tally.values) values.add(tally.values, 1);
    const hours = (statistic: 'median' | 'p90') => six(toNumber(statisticOf(statistic, values) ?? ZERO) / 3600);
    const { figures } = JSON.parse(readFileSync(ANSWERS, 'utf8')) as { readonly figures: readonly Answer[] };
    const answer = figures.find(({ id }) => id === 'boston.2015.open-to-closed');
    expect({ n: values.count, median: hours('median'), p90: hours('p90') }).toEqual(answer?.value);
  });

  it('[TIM-4] shuffled, the figures of a date are the same', { timeout: MINUTES_5 }, () => {
    const state = asOf(shuffled(events, seededRandom(311)), midnightOf('2015-07-01'));
    const ofThen = known.filter(({ id }) => id.startsWith('boston.2015.asof.2015-07-01'));
    expect(ofThen).toHaveLength(8);
    expect(ofThen.map((answer) => ({ id: answer.id, value: figureOf(answer, () => state) }))).toEqual(ofThen);
  });
});
