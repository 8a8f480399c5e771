import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Member } from '../../server/realtime/member.ts';
import { BEAT_SLICES, Room } from '../../server/realtime/room.ts';
import { type State, type ViewPatch, WallPicture, type WallView } from '../../shared/view/index.ts';
import type { Alarm, Delta, Heartbeat, Snapshot } from '../../shared/wire/index.ts';
import { Link } from '../../web/connection/link.ts';
import { wallTopic } from '../../web/connection/topic.ts';
import { HandClock } from '../data/hand-clock.ts';
import { HandOutlet } from '../data/hand-outlet.ts';
import { WALL_VIEWS } from '../data/wall-views.ts';

const START_MS = 1_000_000;
/** A few deltas: so that a slow spell of the property makes a client slow. */
const WAITING_BYTES_MAX = 300;
/** It takes a second; other tests may run beside it. */
const SLOW_MACHINE_MS = 30_000;
const STATES: readonly State[] = ['on-track', 'at-risk', 'broken'];

type Step =
  | { readonly do: 'change'; readonly line: number; readonly state: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'break' | 'connect' | 'slow' | 'fast' | 'step' | 'restart' };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ do: fc.constant('change' as const), line: fc.nat(3), state: fc.nat(2) }) },
  {
    weight: 7,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, 50, 100, 100, 100, 1_000, 70_000, 8 * 3_600_000) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('break' as const, 'connect' as const, 'connect' as const, 'connect' as const) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('slow' as const, 'slow' as const, 'fast' as const, 'step' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

/** A server with one room, and one screen whose connection breaks and clogs as the steps say. */
class World {
  readonly clock = new HandClock(START_MS);
  view: WallView = WALL_VIEWS.mock;
  snapshots = 0;
  alarms = 0;
  #run = 0;
  #room = this.#newRoom();
  #member: Member | null = null;
  #outlet: HandOutlet | null = null;
  #slice = 0;
  readonly link: Link<WallView, ViewPatch>;

  constructor() {
    this.link = new Link({
      topic: wallTopic('northgate'),
      wire: {
        subscribe: ({ resume }, reply) => {
          if (this.#member === null) return reply(null);
          reply({ ok: true, position: this.#room.join(this.#member, resume) });
        },
        clock: (reply) => reply(null),
        reconnect: () => {
          this.break();
          this.connect();
        },
      },
      monotonicMs: () => this.clock.nowAtMs(),
      random: () => 0,
    });
  }

  take(step: Step): void {
    switch (step.do) {
      case 'change':
        this.#change(step.line, STATES[step.state] as State);
        break;
      case 'pass':
        this.pass(step.ms);
        break;
      case 'slow':
      case 'fast':
        if (this.#outlet !== null) this.#outlet.isSlow = step.do === 'slow';
        break;
      case 'step':
        this.#outlet?.step();
        break;
      default:
        this[step.do]();
    }
  }

  connect(): void {
    if (this.#member !== null) return;
    this.#outlet = new HandOutlet((event, payload) => this.#arrived(event, payload));
    this.#member = new Member(this.#outlet, 0, WAITING_BYTES_MAX);
    this.link.connected();
  }

  break(): void {
    if (this.#member === null) return;
    this.#room.leave(this.#member);
    this.#outlet?.cut();
    this.#member = null;
    this.#outlet = null;
    this.link.disconnected();
  }

  /** The server ends, and another one begins whose view may be another. */
  restart(): void {
    this.break();
    this.#room.close();
    this.#run += 1;
    this.#room = this.#newRoom();
  }

  pass(ms: number): void {
    const untilMs = this.clock.nowAtMs() + Math.min(ms, 5_000);
    while (this.clock.nowAtMs() < untilMs) {
      this.clock.moveTo(Math.min(untilMs, this.clock.nowAtMs() + 100));
      this.#slice = (this.#slice + 1) % BEAT_SLICES;
      this.#room.readmit();
      this.#room.beat(this.#slice, 2_000);
      if (this.#slice % 10 === 0) this.link.tick();
    }
    if (ms > 5_000) this.clock.moveTo(untilMs + ms);
  }

  /** All is well for long enough. */
  settle(): void {
    this.connect();
    for (let second = 0; second < 8; second += 1) {
      if (this.#outlet !== null) this.#outlet.isSlow = false;
      this.#outlet?.drain();
      this.pass(1_000);
      this.connect();
    }
  }

  #change(index: number, state: State): void {
    const line = this.view.lines[index];
    if (line === undefined) return;
    const change = {
      id: `${line.id} ${this.clock.nowAtMs()}`,
      atMs: this.clock.nowAtMs(),
      state,
      title: { key: 'change.item' as const },
      detail: null,
    };
    const changes = [change, ...this.view.changes.filter(({ id }) => id !== change.id)].slice(0, 6);
    this.view = { ...this.view, lines: this.view.lines.map((each) => (each === line ? { ...line, state } : each)), changes };
    this.#room.touch();
    this.#room.alarm([{ kind: 'line', id: line.id, state, hasBroken: state === 'broken', atMs: this.clock.nowAtMs() }]);
  }

  #arrived(event: string, payload: unknown): void {
    if (event === 'snapshot') this.snapshots += 1;
    if (event === 'alarm') this.alarms += 1;
    if (event === 'snapshot') this.link.snapshot(payload as Snapshot);
    else if (event === 'delta') this.link.delta(payload as Delta);
    else if (event === 'heartbeat') this.link.heartbeat(payload as Heartbeat);
    else this.link.alarm(payload as Alarm);
  }

  #newRoom(): Room<WallView, ViewPatch> {
    return new Room({ epoch: `run ${this.#run}`, clock: this.clock, picture: new WallPicture(() => this.view), intervalMs: 100 });
  }
}

it(
  'whatever breaks and clogs, for however long, the screen shows in the end what the server does',
  () => {
    let alarms = 0;
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 60, size: 'max' }), (steps) => {
        const world = new World();
        for (const step of steps) world.take(step);
        world.settle();
        expect([world.link.view, world.link.stale]).toEqual([world.view, false]);
        alarms += world.alarms;
      }),
      { seed: 46, numRuns: 150 },
    );
    expect(alarms, 'none of the screens was ever slow').toBeGreaterThan(5);
  },
  SLOW_MACHINE_MS,
);
it('breaks between changes cost no snapshot, not even before the first change', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 20, size: 'max' }), (steps) => {
      const world = new World();
      world.connect();
      for (const isChange of steps) {
        if (isChange) world.take({ do: 'change', line: 0, state: world.clock.nowAtMs() % 3 });
        else world.break();
        world.pass(101);
        world.connect();
      }
      world.pass(1_000);
      expect([world.link.view, world.snapshots]).toEqual([world.view, 1]);
    }),
    { seed: 47, numRuns: 100 },
  );
});
