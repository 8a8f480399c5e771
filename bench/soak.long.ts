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
 * Half an hour at 20,000 events a second with 200 screens, half of them slow or coming and going. `KEPT_SOAK_MIN` makes it shorter.
 * What is told again and again is one day's departures, each time as others, so that the figures are those of one telling as
 * `kept judge` has them, as often as it was told.
 */
const here = (path: string): string => join(import.meta.dirname, path);
const MINUTES = Number(process.env['KEPT_SOAK_MIN'] ?? 30);
const BODY_EVENTS = 1_000;
const BODIES_PER_SECOND = 20;
const SAMPLE_EVERY_MS = 5_000;
/** What is under way at once when nothing is held up is a few; a queue that grows is many. */
const WAITING_MAX = 200;

type Sample = { readonly residentMB: number; readonly waiting: number };
type Figure = { readonly promise: string; readonly group: string | null; readonly good: number; readonly all: number };

let server: ChildProcess;
let audience: ChildProcess;
let url = '';
let endRough = (): void => {};

beforeAll(async () => {
  server = spawn(process.execPath, [here('peers/kept/server.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
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

it(`${MINUTES} minutes of 20,000 events a second: memory is flat, nothing piles up, and the figures are those of kept judge`, async () => {
  const bodies = await DepartureBodies.load(BODY_EVENTS);
  const sender = new Sender({ url: `${url}/api/events`, contentType: 'application/cloudevents-batch+json', connections: 8 });
  const { samples, told } = await pour(bodies, sender);
  sender.close();
  expect(Math.max(...samples.map(({ waiting }) => waiting))).toBeLessThan(WAITING_MAX);
  expect(figuresOn((await (await fetch(`${url}/api/boards/control-room`)).json()) as WallView)).toEqual(await figuresOf(told));
  const half = samples.slice(Math.floor(samples.length / 2)).map(({ residentMB }) => residentMB);
  const [early, late] = [median(half.slice(0, half.length / 2)), median(half.slice(half.length / 2))];
  process.stdout.write(`${told} bodies; memory ${early.toFixed(0)} MB in the third quarter, ${late.toFixed(0)} MB in the last one\n`);
  expect(late).toBeLessThan(early * 1.1);
});

/** Sends at the pace and takes a sample now and then; resolves when all is answered. */
async function pour(bodies: DepartureBodies, sender: Sender): Promise<{ readonly samples: readonly Sample[]; readonly told: number }> {
  const samples: Sample[] = [];
  const startMs = performance.now();
  let [told, waiting] = [0, 0];
  const sampling = setInterval(() => samples.push({ residentMB: residentMB(), waiting }), SAMPLE_EVERY_MS);
  const post = async (body: Body): Promise<void> => {
    waiting += 1;
    await sender.post(body);
    waiting -= 1;
  };
  const posted: Promise<void>[] = [];
  while (performance.now() - startMs < MINUTES * 60_000) {
    await pause(Math.max(0, startMs + (told / BODIES_PER_SECOND) * 1_000 - performance.now()));
    posted.push(post(bodies.next()));
    told += 1;
  }
  await Promise.all(posted);
  clearInterval(sampling);
  return { samples, told };
}

function residentMB(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
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
