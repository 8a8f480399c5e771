import { type Book, type Deadline, versionAt } from '../../shared/book/index.ts';
import { zonedText } from '../../shared/calendar/index.ts';
import {
  explainedSpans,
  judgeRounds,
  leftMs,
  type Mark,
  markOf,
  obligationOf,
  type RegisterEntry,
  withMark,
} from '../../shared/clock/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { instantOf, type Json, type JsonObject } from '../../shared/event/index.ts';
import { sayText } from '../../shared/text/index.ts';
import { answerPeriod, withPeriodOf } from './period-case.ts';

/** One case as it comes in, a line of JSON: see docs/protocol.md. */
export type Case = {
  readonly id: string;
  readonly opensAtMs: number;
  readonly nowAtMs: number;
  readonly data: JsonObject;
  readonly register: JsonObject;
  readonly marks: readonly { readonly type: string; readonly atMs: number; readonly data: JsonObject }[];
};

const SUBJECT = 'case';
const SHOWN_LENGTH_MAX = 80;
/** Before every instant: what the register holds at the opening was put before anything else. */
const ALWAYS_MS = -8.64e15;

/** The answer to one case: the verdict, the due and how it came about. @throws KeptError CASE_INVALID naming the field. */
export function answerCase(book: Book, promiseId: string, raw: unknown): JsonObject {
  const asked = parseCase(raw);
  if (promiseIn(book, promiseId, asked.opensAtMs).limit.kind !== 'every') return answerOpened(book, promiseId, asked);
  const periodBook = withPeriodOf(book, promiseId);
  return answerPeriod(asked, (each) => answerOpened(periodBook, promiseId, each)) ?? idle(asked);
}

function answerOpened(book: Book, promiseId: string, asked: Case): JsonObject {
  const promise = promiseIn(book, promiseId, asked.opensAtMs);
  const { zone } = promise.calendar;
  const text = (atMs: number | null) => (atMs === null ? null : zonedText(zone, atMs));
  const marks = marksOf(asked, promise);
  const setting = {
    book: joiningAll(book, asked),
    nowAtMs: asked.nowAtMs,
    registerOf: (kind: string) => registerOf(asked, kind),
    silentAt: () => false,
  };
  const judged = asked.opensAtMs > asked.nowAtMs ? undefined : judgeRounds(promiseId, SUBJECT, marks, setting)[0];
  if (judged === undefined) return idle(asked);
  const { round, bench, effective } = judged;
  const obligation = obligationOf(round, bench, effective, setting);
  const left = ['open', 'stopped'].includes(obligation.state) ? leftMs(round, bench, asked.nowAtMs) : null;
  return {
    id: asked.id,
    state: obligation.state,
    due: text(obligation.dueAtMs),
    ...(obligation.scheduledAtMs === null ? {} : { scheduled: text(obligation.scheduledAtMs) }),
    met: text(obligation.metAtMs),
    left: left === null ? null : left / 1000,
    ...(obligation.isProvisional ? { provisional: true } : {}),
    spans: explainedSpans(round, bench, asked.nowAtMs).map((span) => ({
      from: text(span.fromAtMs),
      to: text(span.toAtMs),
      counts: span.counts,
      why: sayText('en', span.why),
    })),
  };
}

function idle({ id }: Case): JsonObject {
  return { id, state: 'idle', due: null, met: null, left: null, spans: [] };
}

function promiseIn(book: Book, id: string, atMs: number): Deadline {
  const promise = versionAt(book, atMs).promises.find((each) => each.id === id);
  if (promise?.kind === 'deadline') return promise;
  throw new KeptError('CASE_INVALID', `The version in force at the opening has no deadline promise \`${id}\`.`);
}

/** The case's marks up to now, in order; its place stands for the id of each. */
function marksOf({ opensAtMs, nowAtMs, data, marks }: Case, promise: Deadline): readonly Mark[] {
  let sorted: readonly Mark[] = [];
  const put = (type: string, atMs: number, index: number, own: JsonObject) => {
    const event = { id: String(index).padStart(6, '0'), source: '/case', type, time: '', subject: SUBJECT, data: own };
    sorted = withMark(sorted, markOf(event, { atMs, place: index + 1 }));
  };
  put((promise.opens.types[0] ?? '').replace(/\*$/, 'opened'), opensAtMs, 0, data);
  marks.forEach((mark, index) => {
    if (mark.atMs <= nowAtMs && mark.type !== 'register.put') put(mark.type, mark.atMs, index + 1, mark.data);
  });
  return sorted;
}

/** A case stands alone: whatever it says of a kind holds for its item. */
function joiningAll(book: Book, { register, marks }: Case): Book {
  const kinds = new Set([
    ...book.registers.map((each) => each.kind),
    ...Object.keys(register),
    ...marks.flatMap(({ type, data }) => (type === 'register.put' ? Object.keys(data) : [])),
  ]);
  const key = { source: SUBJECT, isOwn: true, evaluate: () => SUBJECT };
  return {
    ...book,
    registers: [...kinds].map((kind) => ({ kind, key, attributes: book.registers.find((each) => each.kind === kind)?.attributes ?? {} })),
  };
}

function registerOf({ register, marks, nowAtMs }: Case, kind: string): readonly RegisterEntry[] {
  const first = isObject(register[kind]) ? [{ atMs: ALWAYS_MS, attributes: register[kind], isRemoved: false }] : [];
  const later = marks.flatMap(({ type, atMs, data }) =>
    type === 'register.put' && atMs <= nowAtMs && isObject(data[kind]) ? [{ atMs, attributes: data[kind], isRemoved: false }] : [],
  );
  return [...first, ...later.sort((a, b) => a.atMs - b.atMs)];
}

function parseCase(raw: unknown): Case {
  if (!isObject(raw)) throw fault('the line', 'a JSON object', raw);
  const { id, register = {}, data = {}, marks = [] } = raw;
  if (typeof id !== 'string') throw fault('id', 'a text', id);
  if (!isObject(register)) throw fault('register', 'an object of kinds', register);
  if (!isObject(data)) throw fault('data', 'an object', data);
  if (!Array.isArray(marks)) throw fault('marks', 'a list', marks);
  return {
    id,
    opensAtMs: instant('opens', raw['opens']),
    nowAtMs: instant('now', raw['now']),
    register,
    data,
    marks: marks.map(parseMark),
  };
}

function parseMark(raw: Json, index: number): Case['marks'][number] {
  const at = `marks[${index}]`;
  if (!isObject(raw)) throw fault(at, 'an object', raw);
  const { type, data = {} } = raw;
  if (typeof type !== 'string') throw fault(`${at}.type`, 'a text', type);
  if (!isObject(data)) throw fault(`${at}.data`, 'an object', data);
  return { type, atMs: instant(`${at}.time`, raw['time']), data };
}

function instant(field: string, value: Json | undefined): number {
  const atMs = typeof value === 'string' ? instantOf(value) : null;
  if (atMs === null) throw fault(field, 'RFC 3339 with an offset', value);
  return atMs;
}

function fault(field: string, expected: string, value: unknown): KeptError {
  return new KeptError('CASE_INVALID', `${field} must be ${expected}, not ${shown(value)}.`);
}

/** A wrong value, as much of it as a line can hold. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX - 1).toWellFormed()}…` : text;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
