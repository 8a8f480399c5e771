import type { Zone } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { logistic } from '../number/index.ts';
import type { Text } from '../text/index.ts';
import type { CountedMs, Facts, Forecast, Forecaster, ForecasterData } from './forecaster.ts';
import { HazardTable } from './hazard-table.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** An obligation with a due time of its own is watched from this long before that time. */
const RUNWAY_BEFORE_SCHEDULE_MS = 30 * MINUTE_MS;
/** How sharply lateness that is carried over decides: at one such width past the due, the chance is 73%. */
const INBOUND_WIDTH_MS = 12 * MINUTE_MS;
const ESTIMATE_WIDTH_MS = 5 * MINUTE_MS;

/** A forecast is held for each open obligation, and most say one of these. */
const PERCENTS = Array.from({ length: 101 }, (_, percent) => ({ percent }));
const BASE_RATE: readonly Text[] = PERCENTS.map((args) => ({ key: 'driver.base-rate', args }));
const ALLOWANCE: readonly Text[] = PERCENTS.map((args) => ({ key: 'driver.allowance', args }));

/**
 * The first forecast: lateness carried over from the same vehicle's last run, or the feed's own estimate, else how often
 * obligations of this promise broke at this hour when they were still not met so far.
 */
export class FirstForecaster implements Forecaster {
  readonly #zone: Zone;
  readonly #countedMs: CountedMs;
  readonly #tables = new Map<string, HazardTable>();
  /** The last one that was told: of many that are forecast at once, most are told the same. */
  #last: Forecast | null = null;

  constructor(zone: Zone, countedMs: CountedMs = onTheWall) {
    this.#zone = zone;
    this.#countedMs = countedMs;
  }

  learn(obligation: Obligation, sign: 1 | -1): void {
    if (obligation.dueAtMs === null || obligation.unconfirmed) return;
    const metShare =
      obligation.state === 'kept' && obligation.metAtMs !== null ? usedShareAt(obligation, obligation.metAtMs, this.#countedMs) : null;
    this.#tableOf(obligation).learn(this.#hourOf(obligation), metShare, sign);
  }

  forecast(obligation: Obligation, facts: Facts, nowAtMs: number): Forecast {
    const used = usedShareAt(obligation, nowAtMs, this.#countedMs);
    const base = this.#tableOf(obligation).chanceAt(this.#hourOf(obligation), used);
    const carried = facts.expectedAtMs === null ? inboundChance(obligation, facts) : estimateChance(obligation, facts.expectedAtMs);
    if (carried !== null && carried.chance > base) return carried;
    const driver = baseDriver(obligation, { chance: base, used, nowAtMs });
    if (this.#last?.chance !== base || this.#last.driver !== driver) this.#last = { chance: base, driver };
    return this.#last;
  }

  data(): ForecasterData {
    return [...this.#tables].map(([id, table]) => [id, table.data()]);
  }

  restore(data: ForecasterData): void {
    for (const [id, learned] of data) this.#tables.getOrInsertComputed(id, () => new HazardTable()).restore(learned);
  }

  #tableOf({ promise, stage }: Obligation): HazardTable {
    return this.#tables.getOrInsertComputed(stage === null ? promise : `${promise}/${stage}`, () => new HazardTable());
  }

  #hourOf(obligation: Obligation): string {
    const atMs = obligation.scheduledAtMs ?? obligation.openedAtMs;
    return String(Math.floor((atMs + this.#zone.offsetAtMs(atMs)) / HOUR_MS) % 24);
  }
}

/** Share of the runway that is gone: negative before it begins, 1 at the due. Where a schedule is waited for it is time on the wall. */
function usedShareAt(obligation: Obligation, atMs: number, countedMs: CountedMs): number {
  const { scheduledAtMs, openedAtMs } = obligation;
  const dueAtMs = obligation.dueAtMs ?? atMs;
  const startAtMs = scheduledAtMs === null ? openedAtMs : scheduledAtMs - RUNWAY_BEFORE_SCHEDULE_MS;
  if (dueAtMs <= startAtMs) return atMs < dueAtMs ? -1 : 1;
  const allMs = scheduledAtMs === null && atMs >= startAtMs ? countedMs(obligation, startAtMs, dueAtMs) : 0;
  return allMs > 0 ? countedMs(obligation, startAtMs, atMs) / allMs : (atMs - startAtMs) / (dueAtMs - startAtMs);
}

function onTheWall(_obligation: Obligation, fromAtMs: number, toAtMs: number): number {
  return toAtMs - fromAtMs;
}

function inboundChance(obligation: Obligation, facts: Facts): Forecast | null {
  if (facts.inboundLateMs === null || obligation.scheduledAtMs === null || obligation.dueAtMs === null) return null;
  const toleratedMs = obligation.dueAtMs - obligation.scheduledAtMs;
  const minutes = Math.round(facts.inboundLateMs / MINUTE_MS);
  return { chance: logistic((facts.inboundLateMs - toleratedMs) / INBOUND_WIDTH_MS), driver: { key: 'driver.inbound', args: { minutes } } };
}

function estimateChance(obligation: Obligation, expectedAtMs: number): Forecast | null {
  if (obligation.dueAtMs === null) return null;
  const minutes = Math.round((expectedAtMs - (obligation.scheduledAtMs ?? obligation.dueAtMs)) / MINUTE_MS);
  return {
    chance: logistic((expectedAtMs - obligation.dueAtMs) / ESTIMATE_WIDTH_MS),
    driver: { key: 'driver.estimate', args: { minutes } },
  };
}

type Standing = { readonly chance: number; readonly used: number; readonly nowAtMs: number };

function baseDriver(obligation: Obligation, { chance, used, nowAtMs }: Standing): Text {
  if (obligation.scheduledAtMs !== null && nowAtMs >= obligation.scheduledAtMs + MINUTE_MS) {
    return { key: 'driver.not-gone', args: { minutes: Math.floor((nowAtMs - obligation.scheduledAtMs) / MINUTE_MS) } };
  }
  if (obligation.scheduledAtMs === null) {
    return ALLOWANCE[Math.max(0, Math.min(100, Math.floor(used * 100)))] as Text;
  }
  return BASE_RATE[Math.round(chance * 100)] as Text;
}
