import { alwaysOpen, type Calendar, compileCalendar, type RawCalendar, type Zone, zoneOf } from '../calendar/index.ts';
import { KeptError } from '../error/index.ts';
import { dayNumberOf, type JsonObject } from '../event/index.ts';
import { type Bilingual, type Fault, faultInBoth, faultOf, sayFault } from '../text/index.ts';
import type { Board, Book, BookPromise, Feed, Register, Shift, Version } from './book.ts';
import { chainOf, type TextOf } from './chain.ts';
import { checkShape } from './check-shape.ts';
import { expressionOf, type PromiseContext } from './compile-context.ts';
import { compilePromise } from './compile-promise.ts';
import { durationMsOf } from './duration.ts';
import { type BookIssue, type FoundFault, printable } from './issue.ts';
import { type LayeredBook, type LayeredVersion, layeredOf, type RawPromise } from './layers.ts';
import { inMap, type Place, type Placed, placeAt, plainOf, textIn } from './placed.ts';
import { PROMISE_SCHEMAS } from './promise-schemas.ts';
import { BOOK_SCHEMA } from './schema.ts';
import { settlingPromises } from './settling-promises.ts';
import type { Path } from './source.ts';
import { suggestion } from './suggestion.ts';
import { timedIn } from './timed.ts';
import { typeSetOf } from './type-set.ts';

export type ReadBook =
  | {
      readonly ok: true;
      readonly book: Book;
      readonly layered: LayeredBook;
      /** The texts of all that it extends, by name: with them it reads the same anywhere. */
      readonly bases: { readonly [name: string]: string };
    }
  | { readonly ok: false; readonly issues: readonly BookIssue[] };

const LAG_DEFAULT_MS = 300_000;

type Raw = { readonly [key: string]: unknown };
type Report = (path: Path, fault: Fault, of?: 'key' | 'value') => void;

/**
 * The compiled book of a YAML text, or everything that is wrong with it, in the order of the lines.
 * @param textOf the texts of the books that it may extend, by their paths from its folder; none unless given.
 */
export function readBook(text: string, { textOf = () => null }: { readonly textOf?: TextOf } = {}): ReadBook {
  const { roots, bases, issues: unread } = chainOf(text, textOf);
  if (unread.length > 0) return { ok: false, issues: unread.map(printable) };
  const layered = layeredOf(roots);
  const issues: FoundFault[] = [...layered.issues];
  const report: Report = (path, fault, of = 'value') => issues.push(issueAt(placeAt(layered.root, path, of), path.join('.'), fault));
  for (const { path, fault, atKey } of checkShape(plainOf(layered.root), BOOK_SCHEMA)) report(path, fault, atKey ? 'key' : 'value');
  if (issues.length === 0) {
    const book = compile(layered, issues, report);
    if (issues.length === 0) return { ok: true, book, layered, bases };
  }
  return { ok: false, issues: withoutRepeats(issues).sort(byPlace).map(printable) };
}

function issueAt({ file, line, column }: Place, path: string, fault: Fault): FoundFault {
  return { file, line, column, path, fault };
}

function compile(layered: LayeredBook, issues: FoundFault[], report: Report): Book {
  const raw = plainOf(layered.root) as Raw;
  const zone = zoneNamed(raw['timezone'] as string, report);
  const always = alwaysOpen(zone);
  const calendars = calendarsOf((raw['calendars'] ?? {}) as { readonly [name: string]: RawCalendar }, zone, report);
  const shifts = shiftsOf((raw['shifts'] ?? {}) as { readonly [id: string]: string });
  const parts = { calendars, always, shifts, currency: raw['currency'] as string };
  const versions = layered.versions.map((version) => compileVersion(version, { layered, zone, parts, issues }));
  // A promise with a fault stands in the book all the same: that fault is the only one to mend.
  const written = idsIn(layered.versions.at(-1));
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
    timed: timedIn(versions),
  };
}

function idsIn(version: LayeredVersion | undefined): readonly string[] {
  return (version?.promises ?? []).flatMap((promise) => (inMap(promise, 'kind') === undefined ? [] : (textIn(promise, 'id') ?? [])));
}

type VersionContext = {
  readonly layered: LayeredBook;
  readonly zone: Zone;
  readonly parts: Omit<PromiseContext, 'complain'>;
  readonly issues: FoundFault[];
};

function compileVersion(version: LayeredVersion, { layered, zone, parts, issues }: VersionContext): Version {
  const promises: BookPromise[] = [];
  for (const placed of version.promises) {
    const raw = plainOf(placed) as RawPromise;
    const complain = (path: Path, fault: Fault, of: 'key' | 'value' = 'value') =>
      issues.push(issueAt(placeAt(placed, path, of), ['promises', raw.id, ...path].join('.'), fault));
    if (raw['kind'] === undefined) {
      if (isMadeLater(raw.id, layered)) continue;
      const choices = faultInBoth(suggestion(raw.id, idsIn(version)));
      complain(['id'], faultOf('fault.no-change', { id: raw.id, choices }));
      continue;
    }
    const faults = checkShape(raw, PROMISE_SCHEMAS[raw['kind'] as keyof typeof PROMISE_SCHEMAS]);
    for (const { path, fault, atKey } of faults) complain(path, fault, atKey ? 'key' : 'value');
    if (faults.length === 0) promises.push(compilePromise(raw, { ...parts, complain }));
  }
  checkCounted(promises, version, issues);
  return { ...startOf(version, zone, issues), promises: [...promises, ...settlingPromises(promises)] };
}

/** Whether a version of a base makes a promise that the book changes, so that there is nothing to change before. */
function isMadeLater(id: string, { versions }: LayeredBook): boolean {
  return versions.some((version) => idsIn(version).includes(id));
}

function checkCounted(promises: readonly BookPromise[], version: LayeredVersion, issues: FoundFault[]): void {
  const deadlines = version.promises
    .filter((promise) => textIn(promise, 'kind') === 'deadline')
    .map((promise) => textIn(promise, 'id') ?? '');
  for (const promise of promises) {
    if (promise.kind !== 'ratio' || promise.of === null || deadlines.includes(promise.of)) continue;
    const placed = version.promises.find((each) => textIn(each, 'id') === promise.id) as Placed;
    const fault: Fault = { message: { key: 'fault.no-deadline', args: { id: promise.of } }, fix: suggestion(promise.of, deadlines) };
    issues.push(issueAt(placeAt(placed, ['of'], 'value'), `promises.${promise.id}.of`, fault));
  }
}

function startOf({ from, note }: LayeredVersion, zone: Zone, issues: FoundFault[]): Omit<Version, 'promises'> {
  if (from === null) return { from: '1970-01-01', fromAtMs: 0, note: '' };
  const date = String(plainOf(from));
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const dayNumber = dayNumberOf(year, month, day);
  if (dayNumber === null) issues.push(issueAt(placeAt(from, [], 'value'), 'versions.from', faultOf('fault.no-date', { date })));
  return { from: date, fromAtMs: zone.startOfLocalDay(dayNumber ?? 0), note: note === null ? '' : String(plainOf(note)) };
}

function zoneNamed(id: string, report: Report): Zone {
  try {
    return zoneOf(id);
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    report(['timezone'], faultOf('fault.no-zone', { zone: id }));
    return zoneOf('UTC');
  }
}

function calendarsOf(raw: { readonly [name: string]: RawCalendar }, bookZone: Zone, report: Report): ReadonlyMap<string, Calendar> {
  const calendars = new Map<string, Calendar>();
  for (const [name, calendar] of Object.entries(raw)) {
    const compiled = compileCalendar(calendar, { bookZone, zoneOf });
    if ('calendar' in compiled) calendars.set(name, compiled.calendar);
    else for (const { path, atKey, fault } of compiled.faults) report(['calendars', name, ...path], fault, atKey ? 'key' : 'value');
  }
  return calendars;
}

function registersOf(raw: { readonly [kind: string]: Raw }, report: Report): readonly Register[] {
  return Object.entries(raw).map(([kind, { key, default: attributes }]) => ({
    kind,
    key: key === undefined ? null : expressionOf(key as string, ['key'], (path, fault) => report(['register', kind, ...path], fault)),
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
  if (thresholds.atRisk >= thresholds.likely) report(['states'], faultOf('fault.thresholds'));
  return thresholds;
}

function boardsOf(raw: { readonly [id: string]: Raw }, ids: readonly string[], report: Report): readonly Board[] {
  return Object.entries(raw).map(([id, board]) => {
    const listed = board['promises'] as readonly string[];
    listed.forEach((promise, index) => {
      if (ids.includes(promise)) return;
      const fault: Fault = { message: { key: 'fault.no-promise', args: { id: promise } }, fix: suggestion(promise, ids) };
      report(['boards', id, 'promises', index], fault);
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
function withoutRepeats(issues: readonly FoundFault[]): FoundFault[] {
  const nameOf = ({ file, line, column, fault }: FoundFault) => `${file}:${line}:${column}:${sayFault('en', fault.message)}`;
  return [...new Map(issues.map((issue) => [nameOf(issue), issue])).values()];
}

/** The book's own faults first. */
function byPlace(a: FoundFault, b: FoundFault): number {
  if (a.file !== b.file) return (a.file ?? '') < (b.file ?? '') ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
