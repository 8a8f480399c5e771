const MINUTE_MS = 60_000;
/** Figures are of the last minutes. */
const MINUTES = 10;
/** Lags held of one minute: enough for a median. */
const SAMPLES_MAX = 256;

type Minute = { readonly minute: number; events: number; worstMs: number; readonly lagsMs: number[] };

/** How late the events of one feed came in the last minutes, and how many. Bounded, however many come. */
export class LagWindow {
  #minutes: Minute[] = [];

  /** @param events how many it stands for. */
  add(lagMs: number, atMs: number, events = 1): void {
    const minute = Math.floor(atMs / MINUTE_MS);
    let last = this.#minutes.at(-1);
    if (last === undefined || last.minute !== minute) {
      last = { minute, events: 0, worstMs: Number.NEGATIVE_INFINITY, lagsMs: [] };
      this.#minutes.push(last);
      this.#forget(minute);
    }
    last.events += events;
    last.worstMs = Math.max(last.worstMs, lagMs);
    if (last.lagsMs.length < SAMPLES_MAX) last.lagsMs.push(lagMs);
    else last.lagsMs[Math.floor(last.events) % SAMPLES_MAX] = lagMs;
  }

  /** `null` where nothing came in the last minutes. */
  lag(nowAtMs: number): { readonly medianMs: number; readonly worstMs: number } | null {
    this.#forget(Math.floor(nowAtMs / MINUTE_MS));
    const lags = this.#minutes.flatMap(({ lagsMs }) => lagsMs).sort((a, b) => a - b);
    const medianMs = lags[Math.floor((lags.length - 1) / 2)];
    return medianMs === undefined ? null : { medianMs, worstMs: Math.max(...this.#minutes.map(({ worstMs }) => worstMs)) };
  }

  /** Events in the last whole minute. */
  perMinute(nowAtMs: number): number {
    const whole = Math.floor(nowAtMs / MINUTE_MS) - 1;
    return Math.round(this.#minutes.find(({ minute }) => minute === whole)?.events ?? 0);
  }

  #forget(minute: number): void {
    this.#minutes = this.#minutes.filter((each) => each.minute > minute - MINUTES);
  }
}
