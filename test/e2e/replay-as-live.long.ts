import { afterAll, beforeAll, expect, it } from 'vitest';
import { LogFile } from '../../server/log/index.ts';
import { zoneOf } from '../../shared/calendar/index.ts';
import { seededRandom } from '../../shared/number/index.ts';
import { LeapingClock } from '../data/leaping-clock.ts';

import { type DemoAt, demoOn } from './demo-at.ts';
import { post } from './kept-server.ts';
import { type Recorded, RecordedWall, SeenReplay } from './screen-socket.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const BOARD = 'control-room';
const INSTANTS = 10;
/** Looks at each instant, a second apart. */
const LOOKS = 4;
const zone = zoneOf('America/New_York');
/** Before dawn on a Thursday. */
const START_MS = zone.instantOfLocal({ year: 2026, month: 6, day: 18, hour: 4, minute: 0, second: 0, ms: 400 }) as number;

let clock: LeapingClock;
let demo: DemoAt;

beforeAll(async () => {
  clock = new LeapingClock(START_MS);
  demo = await demoOn(clock);
});
afterAll(() => demo.stop());

/** Away from whole seconds, at which forecasts are made anew: a busy machine makes them some milliseconds late. */
function midSecond(atMs: number): number {
  return Math.floor(atMs / 1_000) * 1_000 + 400;
}

/** What was on its way to the log is in it: the log takes one after the other. What that made live write comes after it. */
async function settled(): Promise<void> {
  for (const id of ['first', 'second']) {
    const time = new Date(clock.nowAtMs()).toISOString();
    const sent = await post(demo.url, [
      { id: `${id} ${time}`, source: '/probe', type: 'feed.heartbeat', time, subject: 'feed/probe', data: {} },
    ]);
    expect(sent.ok).toBe(true);
  }
}

/** Lets the day pass up to an instant, with all that it brings. */
async function passTo(atMs: number): Promise<void> {
  while (clock.nowAtMs() < atMs) {
    const leftMs = atMs - clock.nowAtMs();
    clock.leapTo(Math.min(atMs, clock.nowAtMs() + (leftMs > 6 * MINUTE_MS ? 5 * MINUTE_MS : 20_000)));
    await settled();
  }
}

async function recordedDay(instants: readonly number[]): Promise<readonly (readonly Recorded[])[]> {
  const wall = await RecordedWall.open(demo.url, BOARD);
  const days: Recorded[][] = [];
  for (const atMs of instants) {
    await passTo(atMs);
    const looks: Recorded[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      await settled();
      clock.leapTo(midSecond(clock.nowAtMs()) + 1_000);
      await wall.record(); // What the leap sets off is done before the second look.
      looks.push(await wall.record());
    }
    days.push(looks);
  }
  wall.close();
  return days;
}

it('[LOG-12] a replay of a demo day shows, at ten random instants, exactly what a wall recorded live at those instants', async () => {
  const draw = seededRandom(814);
  const instants = Array.from({ length: INSTANTS }, () => midSecond(START_MS + HOUR_MS / 2 + draw() * 20 * HOUR_MS)).sort((a, b) => a - b);
  const log = new LogFile(demo.folder);
  const fromAtMs = clock.nowAtMs();
  const recorded = await recordedDay(instants);
  // A wall that had folded less than what was received by then showed an instant before it.
  const chosen = recorded.map((looks) => looks.find(({ atMs, place }) => log.placeAt(atMs) === place));
  log.close();
  expect(chosen.filter((look) => look === undefined)).toEqual([]);
  const replay = await SeenReplay.open(demo.url, { view: 'wall', board: BOARD, fromAtMs, toAtMs: clock.nowAtMs(), paused: true });
  for (const look of chosen.toReversed().filter((each) => each !== undefined)) {
    const { atMs, place } = await replay.do({ do: 'seek', atMs: look.atMs });
    expect({ atMs, place, wall: JSON.parse(replay.wall) }).toEqual({ ...look, wall: JSON.parse(look.wall) });
    expect(replay.wall).toBe(look.wall);
  }
  replay.close();
});
