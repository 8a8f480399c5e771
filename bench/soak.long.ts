import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadBook } from '../server/command/book-file.ts';
import { stateAsOf } from '../shared/engine/index.ts';
import { type KeptEvent, parseEvent } from '../shared/event/index.ts';
import { type WallView, wallView } from '../shared/view/index.ts';
import { median } from './harness/index.ts';
import { type Body, DepartureBodies, LOAD_AT_MS } from './load/departures.ts';
import { roughScreens } from './load/rough-screens.ts';
import { Sender } from './load/sender.ts';

/**
 * Half an hour at 20,000 events a second with 200 screens, half of them slow or coming and going: `npm run long -- bench/soak`.
 * `KEPT_SOAK_MIN` makes it shorter, and `KEPT_SOAK_RATE` slower, for a machine that does other work beside.
 * What is told again and again is one day's departures, each time as others, so that the figures are those of one telling as
 * `kept judge` has them, as often as it was told: 36 million events at once would take it 60 GB.
 */
const here = (path: string): string => join(import.meta.dirname, path);
/** The server ends with this process, however that ends. */
const FOLLOW = `--import=${new URL('../server/launch/follow.mjs', import.meta.url).href}`;
const MINUTES = Number(process.env['KEPT_SOAK_MIN'] ?? 30);
const BODY_EVENTS = 1_000;
const EVENTS_PER_SECOND = Number(process.env['KEPT_SOAK_RATE'] ?? 20_000);
const SAMPLE_EVERY_MS = 5_000;
/** What is under way at once when nothing is held up is a few; a queue that grows is many. */
const WAITING_MAX = 200;
/** In a shorter run memory is still being filled with what it holds of a day: it is printed, and not held to anything. */
const FLAT_FROM_MIN = 15;
/** Who waits so long will not catch up: the rest would only fill memory here. */
const GIVEN_UP = 2_000;

type Sample = { readonly atMs: number; readonly residentMB: number; readonly waiting: number; readonly processorS: number };
type Poured = { readonly samples: readonly Sample[]; readonly told: number; readonly events: number; readonly tookMs: number };
type Figure = { readonly promise: string; readonly group: string | null; readonly good: number; readonly all: number };

let server: ChildProcess;
let audience: ChildProcess;
let url = '';
let endRough = (): void => {};

beforeAll(async () => {
  server = spawn(process.execPath, [FOLLOW, here('peers/kept/server.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: server.stdout as NodeJS.ReadableStream }), 'line')) as [string];
  const port = Number(/^ready (\d+)/.exec(line)?.[1]);
  url = `http://127.0.0.1:${port}`;
  audience = fork(here('load/audience.ts'));
  audience.send({ connect: here('peers/kept/screen.ts'), url, screens: 100 });
  await once(audience, 'message');
  endRough = roughScreens({ port, slow: 50, dropping: 50 });
});
afterAll(async () => {
  endRough();
  audience.disconnect();
  server.kill('SIGTERM');
  await once(server, 'exit');
});

it(`${MINUTES} minutes of ${EVENTS_PER_SECOND} events a second: memory is flat, nothing piles up, and the figures are those of kept judge`, async () => {
  const bodies = await DepartureBodies.load(BODY_EVENTS);
  const sender = new Sender({ url: `${url}/api/events`, contentType: 'application/cloudevents-batch+json', connections: 8 });
  const poured = await pour(bodies, sender);
  sender.close();
  const { samples, told, events, tookMs } = poured;
  const wall = (await (await fetch(`${url}/api/boards/control-room`)).json()) as WallView;
  const [, , early = 0, late = 0] = quarters(samples);
  process.stdout.write(`${told} bodies, ${events} events in ${(tookMs / 1000).toFixed(0)} s: ${lineOf(samples)}\n`);
  expect.soft(figuresOn(wall)).toEqual(await figuresOf(told));
  expect.soft(Math.max(...samples.map(({ waiting }) => waiting))).toBeLessThan(WAITING_MAX);
  if (MINUTES >= FLAT_FROM_MIN) expect.soft(late).toBeLessThan(early * 1.1);
});

/** Sends at the pace and takes a sample now and then; resolves when all is answered. @throws Error of the first body that is not taken. */
async function pour(bodies: DepartureBodies, sender: Sender): Promise<Poured> {
  const samples: Sample[] = [];
  const startMs = performance.now();
  let [told, waiting, events] = [0, 0, 0];
  const faults: unknown[] = [];
  const sampling = setInterval(() => {
    samples.push({ atMs: performance.now() - startMs, residentMB: residentMB(), waiting, processorS: processorS() });
    if (samples.length % 12 === 0) process.stdout.write(`${told} bodies: ${lineOf(samples.slice(-12))}\n`);
  }, SAMPLE_EVERY_MS);
  const post = async (body: Body): Promise<void> => {
    waiting += 1;
    await sender.post(body).catch((fault) => faults.push(fault));
    waiting -= 1;
  };
  const posted = new Set<Promise<void>>();
  while (performance.now() - startMs < MINUTES * 60_000 && faults.length === 0 && waiting < GIVEN_UP) {
    await pause(Math.max(0, startMs + (events / EVENTS_PER_SECOND) * 1_000 - performance.now()));
    const body = bodies.next();
    const one = post(body).finally(() => posted.delete(one));
    posted.add(one);
    told += 1;
    events += body.events;
  }
  await Promise.all(posted);
  clearInterval(sampling);
  if (faults.length > 0) throw faults[0];
  return { samples, told, events, tookMs: performance.now() - startMs };
}

/** Medians of the memory of the server in each quarter of the time, MB. */
function quarters(samples: readonly Sample[]): readonly number[] {
  const at = (quarter: number): number => Math.floor((samples.length * quarter) / 4);
  return [0, 1, 2, 3].map((quarter) => median(samples.slice(at(quarter), at(quarter + 1)).map(({ residentMB }) => residentMB)));
}

function lineOf(samples: readonly Sample[]): string {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 'no samples';
  const waiting = Math.max(...samples.map((sample) => sample.waiting));
  const cores = (last.processorS - first.processorS) / Math.max(1, (last.atMs - first.atMs) / 1000);
  const memory = quarters(samples).map((MB) => MB.toFixed(0));
  return `memory by quarters ${memory.join(', ')} MB; at most ${waiting} waiting; ${cores.toFixed(2)} processors`;
}

function residentMB(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Of all its threads. Source: proc(5), utime and stime, in hundredths. */
function processorS(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** What the wall shows of departures, in the order of its lines. */
function figuresOn({ lines }: WallView): readonly Figure[] {
  return lines
    .filter(({ promise }) => promise === 'leaves-on-time')
    .map(({ promise, group, good, all }) => ({ promise, group, good, all }))
    .toSorted((a, b) => String(a.group).localeCompare(String(b.group)));
}

/** The same from the judgement of all bodies: one telling judged, times the tellings, and the rest of the last one. */
async function figuresOf(told: number): Promise<readonly Figure[]> {
  const bodies = await DepartureBodies.load(BODY_EVENTS);
  const inOne = bodies.bodiesInPass;
  const texts = Array.from({ length: inOne }, () => bodies.next().bytes.toString());
  const whole = judged(texts);
  const rest = judged(texts.slice(0, told % inOne));
  const tellings = Math.floor(told / inOne);
  const plus = (figure: Figure): Figure => {
    const more = rest.find(({ group }) => group === figure.group);
    return { ...figure, good: figure.good * tellings + (more?.good ?? 0), all: figure.all * tellings + (more?.all ?? 0) };
  };
  return whole.map(plus);
}

/** As `kept judge` does it. */
function judged(texts: readonly string[]): readonly Figure[] {
  const { book } = loadBook(fileURLToPath(new URL('../examples/nyc-demo/book.yaml', import.meta.url)));
  const events: KeptEvent[] = texts.flatMap((text) => (JSON.parse(text) as unknown[]).map((raw) => parseEvent(raw)));
  const state = stateAsOf(book, events, { asOfMs: LOAD_AT_MS, places: null });
  const view = state === null ? null : wallView(state, { boardId: 'control-room', banner: null });
  return view === null ? [] : figuresOn(view);
}
