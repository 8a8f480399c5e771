import type { KeptEvent } from '../../shared/event/index.ts';
import { bookOf, MINUTE_MS, seededRandom } from './world.ts';

const BOOK_TEXT = `
book: lines
timezone: Europe/Berlin
currency: EUR
register:
  circuit: { key: data.circuit, default: { level: A, fee: 100 } }
promises:
  - id: available
    says: { en: "The line is up.", zh: "线路可用。" }
    kind: availability
    item: circuit
    down: circuit.down
    up: circuit.up
    stops: [{ from: work.begun, to: work.ended }, { from: visit.begun, until: data.until }]
    tier: circuit.level
    window: day
    target: { AA: ">= 95%", A: ">= 80%" }
    remedy: { pay: 10% of circuit.fee }
boards:
  wall: { promises: [available] }
`;
export const LINES_BOOK = bookOf(BOOK_TEXT);
export const LINES_BOOKS = [
  LINES_BOOK,
  ...['window: hour', 'window: month', 'window: rolling 6h'].map((window) => bookOf(BOOK_TEXT.replace('window: day', window))),
  bookOf(BOOK_TEXT.replace('    item: circuit\n', '    start: up\n')),
];
/** Four days around the night in which the clocks go forward. */
export const LINES_START_MS = Date.parse('2026-03-27T23:00:00Z');
export const MINUTES = 4 * 24 * 60;
export const SUBJECTS = ['C-1', 'C-2', 'C-3', 'C-4'];

/** Outages with and without a name, from two sources, works, and comings and goings of the register, at whole minutes. */
export function linesLife(seed: number): readonly KeptEvent[] {
  const random = seededRandom(seed);
  const events: KeptEvent[] = [];
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const tell = (type: string, subject: string, minute: number, data: KeptEvent['data'] = {}, source = '/noc') =>
    events.push({
      id: String(events.length),
      source,
      type,
      subject,
      time: new Date(LINES_START_MS + minute * MINUTE_MS).toISOString(),
      data,
    });
  for (const subject of SUBJECTS) {
    if (random() < 0.8) tell('register.put', subject, Math.floor(random() * 600), { kind: 'circuit', level: pick(['A', 'AA']) });
    if (random() < 0.4) tell('register.removed', `circuit/${subject}`, 2000 + Math.floor(random() * 3000), { kind: 'circuit' });
    const visit = Math.floor(random() * MINUTES);
    const until = new Date(LINES_START_MS + (visit + Math.floor(random() * 300)) * MINUTE_MS).toISOString();
    tell('visit.begun', subject, visit, { until });
    if (random() < 0.2) tell('register.put', subject, 5000, { kind: 'circuit', level: 'A' });
    for (let count = 0; count < 60; count += 1) {
      const type = pick(['circuit.down', 'circuit.up', 'circuit.up', 'circuit.down', 'work.begun', 'work.ended', 'work.ended']);
      const outage = random() < 0.3 ? { outage: pick(['x', 'y']) } : {};
      tell(type, pick([subject, `circuit/${subject}`]), Math.floor(random() * MINUTES), outage, pick(['/noc', '/poller']));
    }
  }
  return events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : Number(a.id) - Number(b.id)));
}
