import type { Obligation } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';

/** One run of a vehicle, by the instant it was scheduled to begin. */
export type Run = { readonly scheduledAtMs: number; readonly subject: string };

/** Runs of one vehicle in order, by column: an object for each would take three times the room. */
type Runs = { readonly instants: number[]; readonly subjects: string[] };

/** Runs of all vehicles as plain data. */
export type VehicleRunsData = readonly (readonly [vehicle: string, instants: readonly number[], subjects: readonly string[]])[];

/** Names under which sources give the vehicle of a run, or the one run of which this is a stop. */
const VEHICLE_KEYS = ['vehicle', 'aircraft', 'run'] as const;
/** The latest runs of one vehicle that are kept: those of a month even where it runs thirty times a day. */
const RUNS_MAX = 1_024;
/** A run longer ago than this says nothing about the next. */
const CARRY_OVER_MAX_MS = 24 * 3_600_000;

/** Timetables are known days ahead, and what is added late has its neighbours still. */
const RUNS_KEPT_MS = 7 * CARRY_OVER_MAX_MS;
/** So many are forgotten together. */
const OLD_MIN = 16;

/** Which runs each vehicle makes, so that the lateness of one can be carried over to the next. */
export class VehicleRuns {
  readonly #vehicleOf: (opening: JsonObject) => string | null;
  readonly #runs = new Map<string, Runs>();

  /** @param vehicle by what runs follow one another: the vehicle, or anything else that an opening says. */
  constructor(vehicle: (opening: JsonObject) => string | null = vehicleOf) {
    this.#vehicleOf = vehicle;
  }

  add(obligation: Obligation): void {
    const vehicle = this.#vehicleOf(obligation.opening);
    if (vehicle === null || obligation.scheduledAtMs === null) return;
    const { scheduledAtMs, subject } = obligation;
    const runs = this.#runs.getOrInsertComputed(vehicle, () => ({ instants: [], subjects: [] }));
    forgetOld(runs, scheduledAtMs);
    const at = placeOf(runs, { scheduledAtMs, subject });
    if (runs.subjects[at] === subject && runs.instants[at] === scheduledAtMs) return;
    runs.instants.splice(at, 0, scheduledAtMs);
    runs.subjects.splice(at, 0, subject);
    if (runs.instants.length <= RUNS_MAX) return;
    runs.instants.splice(0, RUNS_MAX / 4);
    runs.subjects.splice(0, RUNS_MAX / 4);
  }

  /** Takes out a run that another schedule has taken the place of. */
  remove(obligation: Obligation): void {
    const vehicle = this.#vehicleOf(obligation.opening);
    const runs = vehicle === null ? undefined : this.#runs.get(vehicle);
    if (runs === undefined || obligation.scheduledAtMs === null) return;
    const at = placeOf(runs, { scheduledAtMs: obligation.scheduledAtMs, subject: obligation.subject });
    if (runs.subjects[at] !== obligation.subject || runs.instants[at] !== obligation.scheduledAtMs) return;
    runs.instants.splice(at, 1);
    runs.subjects.splice(at, 1);
  }

  /** The same vehicle's run before this one, if it is near enough to carry lateness over. */
  before(obligation: Obligation): Run | null {
    return this.#neighbour(obligation, -1);
  }

  /** The run that its lateness is carried over to. */
  after(obligation: Obligation): Run | null {
    return this.#neighbour(obligation, 1);
  }

  data(): VehicleRunsData {
    return [...this.#runs].map(([vehicle, { instants, subjects }]) => [vehicle, instants, subjects]);
  }

  restore(data: VehicleRunsData): void {
    for (const [vehicle, instants, subjects] of data) this.#runs.set(vehicle, { instants: [...instants], subjects: [...subjects] });
  }

  #neighbour(obligation: Obligation, step: 1 | -1): Run | null {
    if (this.#runs.size === 0) return null;
    const vehicle = this.#vehicleOf(obligation.opening);
    const runs = vehicle === null ? undefined : this.#runs.get(vehicle);
    if (runs === undefined || obligation.scheduledAtMs === null) return null;
    const at = placeOf(runs, { scheduledAtMs: obligation.scheduledAtMs, subject: obligation.subject });
    if (runs.subjects[at] !== obligation.subject) return null;
    let next = at + step; // Two promises may hold two schedules of one subject; it is not its own neighbour.
    while (runs.subjects[next] === obligation.subject) next += step;
    const [scheduledAtMs, subject] = [runs.instants[next], runs.subjects[next]];
    if (scheduledAtMs === undefined || subject === undefined) return null;
    return Math.abs(scheduledAtMs - obligation.scheduledAtMs) <= CARRY_OVER_MAX_MS ? { scheduledAtMs, subject } : null;
  }
}

export function vehicleOf(opening: JsonObject): string | null {
  for (const key of VEHICLE_KEYS) {
    const value = opening[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** Runs that are too long before another one to say anything of it. */
function forgetOld({ instants, subjects }: Runs, scheduledAtMs: number): void {
  let old = 0;
  while (old < instants.length && (instants[old] as number) < scheduledAtMs - RUNS_KEPT_MS) old += 1;
  if (old < OLD_MIN) return;
  instants.splice(0, old);
  subjects.splice(0, old);
}

/** Index of the first run that is not before the given one. */
function placeOf({ instants, subjects }: Runs, run: Run): number {
  let low = 0;
  let high = instants.length;
  const last = high - 1;
  // History comes in order, and a day's timetable nearly so.
  if (last < 0 || isBefore(instants[last] as number, subjects[last] as string, run)) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(instants[middle] as number, subjects[middle] as string, run)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(atMs: number, of: string, { scheduledAtMs, subject }: Run): boolean {
  return atMs < scheduledAtMs || (atMs === scheduledAtMs && of < subject);
}
