import type { Obligation } from '../clock/index.ts';
import { lineIdOf, openKey } from '../engine/index.ts';
import { isOfAllowance, type Scored, type ScoredWindow, shareAt } from '../foresight/index.ts';
import type { Course, Foretold as Forecast, ThresholdAt } from '../score/index.ts';

/** What was foretold of the obligations or the windows of one promise, or of one step of it. */
export type Foretelling = { readonly id: string; readonly promise: string; readonly courses: readonly Course[] };

/** The same, and from which chance on it was warned of. */
export type Foretold = Foretelling & { readonly thresholdAt: ThresholdAt };

/** A rule warns when three quarters of an allowance are used. */
const RULE_SHARE = 0.75;

/** What was foretold of each obligation, by its promise, gathered from one forecast after the other. */
export class Courses {
  /** By promise, or by step of one. */
  readonly #ofObligations = new Map<string, { readonly promise: string; readonly courses: Course[] }>();
  readonly #ofWindows = new Map<string, Course[]>();
  #obligation: Obligation | null = null;
  #scored: Scored[] = [];
  /** What was foretold of the last window of each line. */
  readonly #windows = new Map<string, ScoredWindow[]>();

  /** Takes the next forecast: those of one obligation come one after the other. */
  take(scored: Scored): void {
    if (this.#obligation !== scored.obligation) this.#close();
    this.#obligation = scored.obligation;
    this.#scored.push(scored);
  }

  /** Takes the forecast of a window: those of one line come in the order of its windows, and of one window in the order of its moments. */
  takeWindow(scored: ScoredWindow): void {
    const { promise, group, window } = scored;
    const line = lineIdOf(promise, group);
    const before = this.#windows.get(line);
    if (before?.[0]?.window.fromAtMs !== window.fromAtMs) {
      this.#closeWindow(line);
      this.#windows.set(line, []);
    }
    this.#windows.get(line)?.push(scored);
  }

  /** Everything that was taken. A deadline's own windows, by its `per`, stand beside its obligations. */
  all(): readonly Foretelling[] {
    this.#close();
    for (const line of this.#windows.keys()) this.#closeWindow(line);
    const obligations = [...this.#ofObligations].map(([id, each]) => ({ id, ...each }));
    const windows = [...this.#ofWindows].map(([promise, courses]) => {
      const id = this.#ofObligations.has(promise) ? `${promise} windows` : promise;
      return { id, promise, courses };
    });
    return [...obligations, ...windows];
  }

  #closeWindow(line: string): void {
    const scored = this.#windows.get(line) ?? [];
    this.#windows.delete(line);
    const [first] = scored;
    if (first !== undefined) this.#ofWindows.getOrInsertComputed(first.promise, () => []).push(windowCourseOf(first, scored));
  }

  #close(): void {
    const obligation = this.#obligation;
    if (obligation === null) return;
    const { promise, stage } = obligation;
    const id = stage === null ? promise : `${promise}/${stage}`;
    const { courses } = this.#ofObligations.getOrInsertComputed(id, () => ({ promise, courses: [] }));
    courses.push(courseOf(obligation, this.#scored));
    this.#obligation = null;
    this.#scored = [];
  }
}

function courseOf(obligation: Obligation, scored: readonly Scored[]): Course {
  const foretold = scored.map(({ moment, toldAtMs, chance }): Forecast => {
    return { moment, atMs: toldAtMs, chance, leftShare: 1 - (shareAt(moment) ?? 0) };
  });
  const isBroken = obligation.state === 'broken';
  return {
    about: openKey(obligation),
    startAtMs: obligation.openedAtMs,
    endAtMs: obligation.dueAtMs as number,
    isBroken,
    brokeAtMs: isBroken ? obligation.decidedAtMs : null,
    ruleAtMs: ruleAtMs(obligation, foretold),
    cases: null,
    foretold,
  };
}

function windowCourseOf(
  { promise, group, window: { fromAtMs, toAtMs }, isMissed, cases }: ScoredWindow,
  scored: readonly ScoredWindow[],
): Course {
  const foretold = scored.map(({ moment, toldAtMs, chance, soFar }): Forecast => {
    return { moment, atMs: toldAtMs, chance, leftShare: (toAtMs - toldAtMs) / (toAtMs - fromAtMs), soFar };
  });
  // A window that is missed is known to be at its end; whatever broke before that is of its cases.
  return {
    about: `${lineIdOf(promise, group)} ${fromAtMs}`,
    startAtMs: fromAtMs,
    endAtMs: toAtMs,
    isBroken: isMissed,
    brokeAtMs: isMissed ? toAtMs : null,
    ruleAtMs: null,
    cases,
    foretold,
  };
}

/** When three quarters of the allowance were used, while it was still open. */
function ruleAtMs(obligation: Obligation, foretold: readonly Forecast[]): number | null {
  const { scheduledAtMs, dueAtMs, decidedAtMs } = obligation;
  if (foretold.some(({ moment }) => isOfAllowance(moment)))
    return foretold.find(({ moment }) => shareAt(moment) === RULE_SHARE)?.atMs ?? null;
  if (scheduledAtMs === null || dueAtMs === null) return null;
  const atMs = scheduledAtMs + RULE_SHARE * (dueAtMs - scheduledAtMs); // What `late` tolerates is the allowance of a schedule.
  return decidedAtMs === null || decidedAtMs > atMs ? atMs : null;
}
