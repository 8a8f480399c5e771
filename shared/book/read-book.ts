import { alwaysOpen, type Calendar, compileCalendar, type RawCalendar, type Zone, zoneOf } from '../calendar/index.ts';
import { KeptError } from '../error/index.ts';
import { dayNumberOf, type JsonObject } from '../event/index.ts';
import type { Bilingual } from '../text/index.ts';
import type { Board, Book, BookPromise, Feed, Register, Shift, Version } from './book.ts';
import { checkShape, suggestion } from './check-shape.ts';
import { expressionOf, type PromiseContext } from './compile-context.ts';
import { compilePromise } from './compile-promise.ts';
import { durationMsOf } from './duration.ts';
import type { BookIssue } from './issue.ts';
import { layersOf, placeInLayers, type RawVersion } from './layers.ts';
import { PROMISE_SCHEMAS } from './promise-schemas.ts';
import { BOOK_SCHEMA } from './schema.ts';
import { type Path, readSource, type Source } from './source.ts';
import { typeSetOf } from './type-set.ts';

export type ReadBook = { readonly ok: true; readonly book: Book } | { readonly ok: false; readonly issues: readonly BookIssue[] };

/** Longest book that is read, in characters. */
const BOOK_LENGTH_MAX = 1_000_000;
const LAG_DEFAULT_MS = 300_000;

type Raw = { readonly [key: string]: unknown };
type Report = (path: Path, message: string, fix: string, of?: 'key' | 'value') => void;

/** The compiled book of a YAML text, or everything that is wrong with it, in the order of the lines. */
export function readBook(text: string): ReadBook {
  if (text.length > BOOK_LENGTH_MAX) {
    return {
      ok: false,
      issues: [
        { line: 1, column: 1, path: '', message: `the book has over ${BOOK_LENGTH_MAX} characters`, fix: 'Split it into several books.' },
      ],
    };
  }
  const source = readSource(text);
  if (source.issues.length > 0) return { ok: false, issues: source.issues };
  const issues: BookIssue[] = [];
  const report: Report = (path, message, fix, of = 'value') =>
    issues.push({ ...source.placeOf(path, of), path: path.join('.'), message, fix });
  for (const fault of checkShape(source.value, BOOK_SCHEMA)) report(fault.path, fault.message, fault.fix, fault.atKey ? 'key' : 'value');
  if (issues.length === 0) {
    const book = compile(source, issues, report);
    if (issues.length === 0) return { ok: true, book };
  }
  return { ok: false, issues: withoutRepeats(issues).sort((a, b) => a.line - b.line || a.column - b.column) };
}

function compile(source: Source, issues: BookIssue[], report: Report): Book {
  const raw = source.value as Raw;
  const zone = zoneNamed(raw['timezone'] as string, report);
  const layers = layersOf(raw);
  const always = alwaysOpen(zone);
  const calendars = calendarsOf((raw['calendars'] ?? {}) as { readonly [name: string]: RawCalendar }, zone, report);
  const shifts = shiftsOf((raw['shifts'] ?? {}) as { readonly [id: string]: string });
  const parts = { calendars, always, shifts, currency: raw['currency'] as string };
  const versions = layers.map((_, index) => compileVersion({ source, layers, index, zone, parts, issues }));
  // A promise with a fault stands in the book all the same: that fault is the only one to mend.
  const written = layers.at(-1)?.promises.map((promise) => promise.id) ?? [];
  return {
    id: raw['book'] as string,
    zone,
    currency: raw['currency'] as string,
    feeds: Object.entries((raw['feeds'] ?? {}) as { [id: string]: Raw }).map(([id, feed]) => feedOf(id, feed)),
    shifts,
    personal: (raw['personal'] ?? []) as readonly string[],
    registers: registersOf((raw['register'] ?? {}) as { readonly [kind: string]: Raw }, report),
    always,
    thresholds: thresholdsOf((raw['states'] ?? {}) as { readonly [state: string]: number }, report),
    boards: boardsOf((raw['boards'] ?? {}) as { [id: string]: Raw }, written, report),
    versions,
  };
}

/** Ids that a version may change: those of the book and of the versions before it. */
function idsBefore(layers: readonly RawVersion[], index: number): readonly string[] {
  return (layers[index]?.promises ?? []).filter((promise) => promise['kind'] !== undefined).map((promise) => promise.id);
}

type VersionSource = {
  readonly source: Source;
  readonly layers: readonly RawVersion[];
  readonly index: number;
  readonly zone: Zone;
  readonly parts: Omit<PromiseContext, 'complain'>;
  readonly issues: BookIssue[];
};

function compileVersion({ source, layers, index, zone, parts, issues }: VersionSource): Version {
  const layer = layers[index] as RawVersion;
  const seen = new Set<string>();
  const promises: BookPromise[] = [];
  for (const raw of layer.promises) {
    const complain = (path: Path, message: string, fix: string, of: 'key' | 'value' = 'value') =>
      issues.push({
        ...placeInLayers(source, layers, index, raw.id, path, of),
        path: ['promises', raw.id, ...path].join('.'),
        message,
        fix,
      });
    const schema = PROMISE_SCHEMAS[raw['kind'] as keyof typeof PROMISE_SCHEMAS] as
      | (typeof PROMISE_SCHEMAS)[keyof typeof PROMISE_SCHEMAS]
      | undefined;
    if (schema === undefined) {
      complain(
        ['id'],
        `no promise \`${raw.id}\` stands in the book for this version to change`,
        suggestion(raw.id, idsBefore(layers, index)),
      );
      continue;
    }
    const faults = checkShape(raw, schema);
    for (const fault of faults) complain(fault.path, fault.message, fault.fix, fault.atKey ? 'key' : 'value');
    if (seen.has(raw.id)) complain(['id'], `there are two promises \`${raw.id}\``, 'Give one of them another id.');
    seen.add(raw.id);
    if (faults.length === 0) promises.push(compilePromise(raw, { ...parts, complain }));
  }
  for (const promise of promises) {
    const deadlines = layer.promises.filter((other) => other['kind'] === 'deadline').map((other) => other.id);
    if (promise.kind !== 'ratio' || promise.of === null || deadlines.includes(promise.of)) continue;
    issues.push({
      ...placeInLayers(source, layers, index, promise.id, ['of'], 'value'),
      path: `promises.${promise.id}.of`,
      message: `there is no deadline promise \`${promise.of}\``,
      fix: suggestion(promise.of, deadlines),
    });
  }
  const from = layer.from ?? '1970-01-01';
  return { from, fromAtMs: layer.from === null ? 0 : startOfDate(from, zone, source, layer, issues), note: layer.note, promises };
}

function startOfDate(date: string, zone: Zone, source: Source, layer: RawVersion, issues: BookIssue[]): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const dayNumber = dayNumberOf(year, month, day);
  if (dayNumber === null) {
    const path = [...layer.path, 'from'];
    issues.push({ ...source.placeOf(path), path: path.join('.'), message: `${date} is no date`, fix: 'Write a date such as 2026-06-10.' });
  }
  return zone.startOfLocalDay(dayNumber ?? 0);
}

function zoneNamed(id: string, report: Report): Zone {
  try {
    return zoneOf(id);
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    report(['timezone'], `there is no time zone "${id}"`, 'Write an IANA name such as Asia/Shanghai or America/New_York.');
    return zoneOf('UTC');
  }
}

function calendarsOf(raw: { readonly [name: string]: RawCalendar }, bookZone: Zone, report: Report): ReadonlyMap<string, Calendar> {
  const calendars = new Map<string, Calendar>();
  for (const [name, calendar] of Object.entries(raw)) {
    const compiled = compileCalendar(calendar, { bookZone, zoneOf });
    if ('calendar' in compiled) calendars.set(name, compiled.calendar);
    else
      for (const { path, atKey, message, fix } of compiled.faults)
        report(['calendars', name, ...path], message, fix, atKey ? 'key' : 'value');
  }
  return calendars;
}

function registersOf(raw: { readonly [kind: string]: Raw }, report: Report): readonly Register[] {
  return Object.entries(raw).map(([kind, { key, default: attributes }]) => ({
    kind,
    key:
      key === undefined
        ? null
        : expressionOf(key as string, ['key'], (path, message, fix) => report(['register', kind, ...path], message, fix)),
    attributes: (attributes ?? {}) as JsonObject,
  }));
}

function shiftsOf(raw: { readonly [id: string]: string }): readonly Shift[] {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return Object.entries(raw).map(([id, span]) => {
    const [from = '', to = ''] = span.split('-');
    return { id, fromMin: minutes(from), toMin: minutes(to) };
  });
}

function feedOf(id: string, raw: Raw): Feed {
  return {
    id,
    source: raw['source'] as string,
    sends: typeSetOf(raw['sends'] as string),
    heartbeatMs: durationMsOf(raw['heartbeat'] as string) ?? 0,
    lagMs: raw['lag'] === undefined ? LAG_DEFAULT_MS : (durationMsOf(raw['lag'] as string) ?? 0),
  };
}

function thresholdsOf(raw: { readonly [state: string]: number }, report: Report): Book['thresholds'] {
  const thresholds = { atRisk: raw['at-risk'] ?? 0.25, likely: raw['likely'] ?? 0.8 };
  if (thresholds.atRisk >= thresholds.likely)
    report(['states'], '`at-risk` must be less than `likely`', 'Write for example { at-risk: 0.25, likely: 0.80 }.');
  return thresholds;
}

function boardsOf(raw: { readonly [id: string]: Raw }, ids: readonly string[], report: Report): readonly Board[] {
  return Object.entries(raw).map(([id, board]) => {
    const listed = board['promises'] as readonly string[];
    listed.forEach((promise, index) => {
      if (!ids.includes(promise)) report(['boards', id, 'promises', index], `there is no promise \`${promise}\``, suggestion(promise, ids));
    });
    return {
      id,
      title: (board['title'] as Bilingual | undefined) ?? { en: id, zh: id },
      promises: listed,
      language: board['language'] === 'zh' ? 'zh' : 'en',
      distanceM: board['distance'] === undefined ? 5 : Number.parseFloat(board['distance'] as string),
    };
  });
}

/** A promise that several versions share is found wrong once. */
function withoutRepeats(issues: readonly BookIssue[]): BookIssue[] {
  return [...new Map(issues.map((issue) => [`${issue.line}:${issue.column}:${issue.message}`, issue])).values()];
}
