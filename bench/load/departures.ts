import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { demoEvents, loadDemoFlights } from '../../server/demo/index.ts';
import { zoneOf } from '../../shared/calendar/index.ts';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';

const FLIGHTS = fileURLToPath(new URL('../../examples/nyc-demo/flights.csv.gz', import.meta.url));
const HOUR_MS = 3_600_000;
const zone = zoneOf('America/New_York');
const DAY_START_AT_MS = zone.instantOfLocal({ year: 2026, month: 6, day: 18, hour: 0, minute: 0, second: 0, ms: 0 }) as number;
/** Where the clock of what is measured stands when the load begins: in the evening of the day that the load tells. */
export const LOAD_AT_MS = DAY_START_AT_MS + 21 * HOUR_MS;
/** Departures due later than this may not have left yet. */
const DUE_UNTIL_MS = DAY_START_AT_MS + 18 * HOUR_MS;
const ID = '00000000-0000-0000-0000-000000000000';
const PASS = '~00000000';
/** Of the demo's promise: a departure is kept that leaves less than this late. */
const LATE_MS = 15 * 60_000;

/** `kept` counts the departures that have left on time by the end of this body, over all bodies so far. */
export type Body = { readonly bytes: Buffer; readonly events: number; readonly kept: number };

type Template = { readonly bytes: Buffer; readonly ids: readonly number[]; readonly passes: readonly number[]; readonly kept: number };

/**
 * Bodies of CloudEvents for `POST`: a day's real departures, told again and again, each time as other departures and each event with
 * a random id, so that nothing is ever a repeat.
 */
export class DepartureBodies {
  readonly #templates: readonly Template[];
  #at = 0;
  #pass: number;
  #kept = 0;

  private constructor(templates: readonly Template[], firstPass: number) {
    this.#templates = templates;
    this.#pass = firstPass;
  }

  /** @param firstPass tells the departures of one load from those of another. */
  static async load(eventsInBody: number, firstPass = 0): Promise<DepartureBodies> {
    const told = demoEvents(await loadDemoFlights(FLIGHTS), DAY_START_AT_MS - 24 * HOUR_MS, LOAD_AT_MS);
    const [events, keeps] = [dueInTheDay(told), keepsAmong(told)];
    const bodies = Math.ceil(events.length / eventsInBody);
    return new DepartureBodies(
      Array.from({ length: bodies }, (_, index) => templateOf(events.slice(index * eventsInBody, (index + 1) * eventsInBody), keeps)),
      firstPass,
    );
  }

  /** How many bodies tell the day once. */
  get bodiesInPass(): number {
    return this.#templates.length;
  }

  /** The next body. */
  next(): Body {
    const template = this.#templates[this.#at] as Template;
    const { bytes, ids, passes } = template;
    const random = randomBytes(ids.length * 18).toString('hex');
    for (const [index, at] of ids.entries()) bytes.write(random.slice(index * 36, index * 36 + 36), at, 'latin1');
    const pass = String(this.#pass).padStart(PASS.length - 1, '0');
    for (const at of passes) bytes.write(pass, at + 1, 'latin1');
    this.#kept += template.kept;
    this.#at += 1;
    if (this.#at === this.#templates.length) [this.#at, this.#pass] = [0, this.#pass + 1];
    return { bytes: Buffer.from(bytes), events: ids.length, kept: this.#kept }; // A copy: the next telling writes into the template.
  }
}

/** The events of departures that are due in the day. */
function dueInTheDay(events: readonly KeptEvent[]): readonly KeptEvent[] {
  const dueAtMs = scheduledAtMsOf(events);
  return events.filter(({ subject }) => {
    const atMs = dueAtMs.get(subject) ?? 0;
    return atMs >= DAY_START_AT_MS && atMs < DUE_UNTIL_MS;
  });
}

/** Those by which a departure leaves on time. */
function keepsAmong(events: readonly KeptEvent[]): ReadonlySet<KeptEvent> {
  const dueAtMs = scheduledAtMsOf(events);
  const isInTime = ({ time, subject }: KeptEvent) => (instantOf(time) ?? 0) - (dueAtMs.get(subject) ?? 0) < LATE_MS;
  return new Set(events.filter((event) => event.type === 'departure.departed' && isInTime(event)));
}

function scheduledAtMsOf(events: readonly KeptEvent[]): ReadonlyMap<string, number> {
  const scheduled = events.filter(({ type }) => type === 'departure.scheduled');
  return new Map(scheduled.map(({ subject, data }) => [subject, instantOf(String(data['scheduled'])) ?? 0]));
}

function templateOf(events: readonly KeptEvent[], keeps: ReadonlySet<KeptEvent>): Template {
  const bytes = Buffer.from(
    JSON.stringify(events.map((event) => ({ specversion: '1.0', ...event, id: ID, subject: event.subject + PASS }))),
  );
  const kept = events.filter((event) => keeps.has(event)).length;
  return { bytes, ids: placesOf(bytes, ID), passes: placesOf(bytes, PASS), kept };
}

function placesOf(bytes: Buffer, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + text.length)) places.push(at);
  return places;
}
