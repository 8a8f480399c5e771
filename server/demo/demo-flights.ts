import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { assert, KeptError } from '../../shared/error/index.ts';

/** One real flight. Minutes are whole, and negative delays are early. */
export type DemoFlight = {
  /** The record's own date, `2013-07-29`. */
  readonly date: string;
  /** Scheduled minute of that day on New York's clocks; of a cancelled flight, borrowed from `scheduledFrom`. */
  readonly scheduledMin: number;
  readonly scheduledFrom: string | null;
  /** `null` when the flight was cancelled. */
  readonly delayMin: number | null;
  readonly carrier: string;
  /** With the carrier, as passengers know it: `UA1545`. */
  readonly flight: string;
  readonly origin: string;
  readonly destination: string;
  readonly aircraft: string | null;
  /** `null` when cancelled, diverted, or not known. */
  readonly arrival: DemoArrival | null;
};

/** Minutes from the actual departure to the arrival, and from the scheduled one to the scheduled arrival. */
export type DemoArrival = { readonly afterMin: number; readonly scheduledAfterMin: number };

/** What the bundle holds, counted. `records` = `departed` + `cancelledShown` + `cancelledLeftOut`. */
export type DemoFacts = {
  readonly firstDate: string;
  readonly lastDate: string;
  readonly records: number;
  readonly departed: number;
  readonly arrivalsKnown: number;
  /** Cancelled flights shown at a scheduled time borrowed from the same flight on another date. */
  readonly cancelledShown: number;
  /** Cancelled flights that are not shown, because the flight has no other date to borrow a time from. */
  readonly cancelledLeftOut: number;
};

/** Fourteen days from Monday on, each with its flights; `longestMin` is the longest time from a schedule to that flight's last event. */
export type DemoFlights = { readonly days: readonly (readonly DemoFlight[])[]; readonly longestMin: number; readonly facts: DemoFacts };

type Row = { readonly [column: string]: string };

const DAYS = 14;

/** Reads the bundle that `examples/nyc-demo/prepare.ts` wrote. @throws KeptError DEMO_UNREADABLE. */
export async function loadDemoFlights(file: string): Promise<DemoFlights> {
  let text: string;
  try {
    text = (await promisify(gunzip)(await readFile(file))).toString('utf8');
  } catch (cause) {
    throw new KeptError('DEMO_UNREADABLE', `The demo's flights could not be read from ${file}: ${String(cause)}`, { cause });
  }
  return demoFlights(parse(text, { columns: true }));
}

function demoFlights(rows: readonly Row[]): DemoFlights {
  const shown = rows.filter((row) => row['scheduled'] !== '').map(flightOf);
  const byDate = Map.groupBy(shown, (flight) => flight.date);
  const dates = [...byDate.keys()].sort();
  assert(dates.length === DAYS, `the demo's flights cover ${dates.length} days, not ${DAYS}`);
  const departed = shown.filter((flight) => flight.delayMin !== null);
  return {
    days: dates.map((date) => byDate.get(date) ?? []),
    longestMin: Math.max(...departed.map(lastEventAfterMin)),
    facts: {
      firstDate: dates[0] ?? '',
      lastDate: dates.at(-1) ?? '',
      records: rows.length,
      departed: departed.length,
      arrivalsKnown: departed.filter((flight) => flight.arrival !== null).length,
      cancelledShown: shown.length - departed.length,
      cancelledLeftOut: rows.length - shown.length,
    },
  };
}

function lastEventAfterMin({ delayMin, arrival }: DemoFlight): number {
  return (delayMin ?? 0) + (arrival?.afterMin ?? 0);
}

function flightOf(row: Row): DemoFlight {
  const arrival = number(row, 'arrival');
  const scheduledArrival = number(row, 'scheduledArrival');
  return {
    date: text(row, 'date'),
    scheduledMin: number(row, 'scheduled') ?? 0,
    scheduledFrom: text(row, 'scheduledFrom') || null,
    delayMin: number(row, 'delay'),
    carrier: text(row, 'carrier'),
    flight: `${text(row, 'carrier')}${text(row, 'flight')}`,
    origin: text(row, 'origin'),
    destination: text(row, 'destination'),
    aircraft: text(row, 'aircraft') || null,
    arrival: arrival === null || scheduledArrival === null ? null : { afterMin: arrival, scheduledAfterMin: scheduledArrival },
  };
}

function number(row: Row, column: string): number | null {
  const value = text(row, column);
  assert(/^(-?\d+)?$/.test(value), `the demo's column ${column} holds ${JSON.stringify(value)}, not whole minutes`);
  return value === '' ? null : Number(value);
}

function text(row: Row, column: string): string {
  const value = row[column];
  assert(value !== undefined, `the demo's flights have no column ${column}`);
  return value;
}
