import { type Book, readBook, type Terms } from '../../shared/book/index.ts';
import type { Batch, KeptEvent } from '../../shared/event/index.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** A generator of numbers in [0, 1) that a seed decides. Source: mulberry32, public domain. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** Seeds of a simulation: the one named by KEPT_SEED alone, else the regressions and a first few. */
export function seeds(regressions: readonly number[], count: number): readonly number[] {
  const only = globalThis.process?.env['KEPT_SEED'];
  return only === undefined ? [...regressions, ...Array.from({ length: count }, (_, index) => index)] : [Number(only)];
}

export function bookOf(text: string): Book {
  return termsOf(text).book;
}

/** A book with what it is written as. */
export function termsOf(text: string): Terms {
  const read = readBook(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read;
}

/** Two promises over departures, with a feed, groups, tolerance and money: what the first wall shows. */
export const DEPARTURES_BOOK = `
book: sim
timezone: America/New_York
currency: USD
feeds:
  gates: { source: /sim, sends: [departure.*], heartbeat: 5min }
promises:
  - id: leaves-on-time
    says: { en: "Leaves on time.", zh: "准点离港。" }
    kind: deadline
    opens: departure.scheduled
    due: data.scheduled
    early: 30min
    late: <15min
    met: departure.departed
    broken: [departure.cancelled]
    group: data.origin
    tolerate: 25%
    remedy: { pay: 12.50 USD }
  - id: on-time-share
    says: { en: "Four of five leave on time.", zh: "五班四班准点。" }
    kind: ratio
    of: leaves-on-time
    window: hour
    group: data.carrier
    target: ">= 80%"
boards:
  wall: { promises: [leaves-on-time, on-time-share] }
`;

/** A day of departures from a seed: most leave, some late, some early, a few are cancelled, a few never say anything. */
export function departuresDay(seed: number, startAtMs: number, flights: number): readonly KeptEvent[] {
  const random = seededRandom(seed);
  const events: KeptEvent[] = [];
  const at = (atMs: number) => new Date(atMs).toISOString();
  for (let flight = 0; flight < flights; flight += 1) {
    const scheduledAtMs = startAtMs + Math.floor(random() * 20 * 60) * MINUTE_MS;
    const subject = `departure/${flight}`;
    const data = {
      scheduled: at(scheduledAtMs),
      origin: ['EWR', 'JFK'][flight % 2] as string,
      carrier: ['UA', 'B6', 'DL'][flight % 3] as string,
      aircraft: `N${flight % 17}`,
    };
    const event = (type: string, atMs: number, more: KeptEvent['data'] = {}): KeptEvent => ({
      id: `${flight}/${type}`,
      source: '/sim',
      type,
      time: at(atMs),
      subject,
      data: more,
    });
    events.push(event('departure.scheduled', scheduledAtMs - 6 * HOUR_MS, data));
    const luck = random();
    const leavesAtMs = scheduledAtMs + Math.floor((random() * random() * 90 - 10) * MINUTE_MS);
    if (luck < 0.04) events.push(event('departure.cancelled', scheduledAtMs - Math.floor(random() * HOUR_MS)));
    else if (luck < 0.06) events.push(event('departure.departed', scheduledAtMs - 45 * MINUTE_MS));
    else if (luck < 0.97) events.push(event('departure.departed', leavesAtMs));
    if (luck > 0.9 && luck < 0.93) {
      const corrected = event('departure.departed', leavesAtMs + 20 * MINUTE_MS, { replaces: `${flight}/departure.departed` });
      events.push({ ...corrected, id: `${flight}/corrected` });
    }
  }
  for (let beatAtMs = startAtMs - 8 * HOUR_MS; beatAtMs < startAtMs + 30 * HOUR_MS; beatAtMs += 2 * MINUTE_MS) {
    events.push({ id: `beat/${beatAtMs}`, source: '/sim', type: 'feed.heartbeat', time: at(beatAtMs), subject: 'feed/gates', data: {} });
  }
  return events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1));
}

/** Cuts events into commits that were received when `receivedAtMsOf` says, never going back. */
export function batchesOf(
  events: readonly KeptEvent[],
  receivedAtMsOf: (event: KeptEvent, index: number) => number,
  sizeMax = 40,
): readonly Batch[] {
  const batches: { firstPlace: number; receivedAtMs: number; events: KeptEvent[] }[] = [];
  let clockAtMs = 0;
  events.forEach((event, index) => {
    clockAtMs = Math.max(clockAtMs, receivedAtMsOf(event, index));
    const last = batches.at(-1);
    if (last !== undefined && last.receivedAtMs === clockAtMs && last.events.length < sizeMax) last.events.push(event);
    else batches.push({ firstPlace: index + 1, receivedAtMs: clockAtMs, events: [event] });
  });
  return batches;
}
