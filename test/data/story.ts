import { advance, applyBatch, type EngineState, emptyState } from '../../shared/engine/index.ts';
import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { bookOf } from '../simulation/world.ts';

/** One event of a story: type, time, and what else matters. The subject is `item/1` unless `on` says. */
export type Told = readonly [
  type: string,
  time: string,
  more?: { readonly data?: JsonObject; readonly on?: string; readonly id?: string; readonly sequence?: string; readonly source?: string },
];

export const BASE_BOOK = `
book: story
timezone: America/New_York
currency: USD
promises:
  - id: leaves
    says: { en: "Leaves on time.", zh: "准点离港。" }
    kind: deadline
    opens: departure.scheduled
    due: data.scheduled
    late: 15min
    met: departure.departed
    broken: [departure.cancelled]
    remedy: { pay: 20 USD }
`;

/** The book with keys of its first promise added or replaced, and further top-level parts. */
export function bookWith(keys: string, parts = ''): string {
  const lines = keys.split('\n').filter((line) => line.trim() !== '');
  const names = lines.map((line) => line.split(':', 1)[0] as string);
  const kept = BASE_BOOK.split('\n').filter((line) => !names.some((name) => line.startsWith(`    ${name}:`)));
  return `${kept.join('\n').trimEnd()}\n${lines.map((line) => `    ${line}`).join('\n')}\n${parts}`;
}

export function eventsOf(told: readonly Told[]): readonly KeptEvent[] {
  return told.map(([type, time, more = {}], index) => ({
    id: more.id ?? `${type}#${index}`,
    source: more.source ?? '/story',
    type,
    time,
    subject: more.on ?? 'item/1',
    ...(more.sequence === undefined ? {} : { sequence: more.sequence }),
    data: more.data ?? {},
  }));
}

/** Folds a story, each event received at its own time, and looks at `now`. */
export function told(book: string, story: readonly Told[], now: string): EngineState {
  const state = emptyState(bookOf(book));
  let receivedAtMs = 0;
  eventsOf(story).forEach((event, index) => {
    receivedAtMs = Math.max(receivedAtMs, Date.parse(event.time));
    applyBatch(state, { firstPlace: index + 1, receivedAtMs, events: [event] });
  });
  advance(state, Math.max(receivedAtMs, Date.parse(now)));
  return state;
}

/** The obligations on one subject, with instants as texts in UTC. */
export function obligationsOn(state: EngineState, subject = 'item/1') {
  const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());
  return (state.items.get(subject)?.obligations ?? []).map(
    ({ promise, nth, state: verdict, dueAtMs, metAtMs, version, owedMinor, unconfirmed, reason }) => ({
      promise,
      nth,
      state: verdict,
      due: iso(dueAtMs),
      met: iso(metAtMs),
      version,
      owedMinor,
      unconfirmed,
      reason,
    }),
  );
}
