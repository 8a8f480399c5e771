import type { LedgerState } from '../engine/index.ts';
import type { Bilingual } from '../text/index.ts';
import type { State } from '../view/index.ts';

/** An instant as it was shown then, beside what is known of it now. Only what differs or broke is listed. */
export type ThenNow = {
  readonly atMs: number;
  /** Place of the log up to which it was known then, and up to which it is now. */
  readonly place: number;
  readonly head: number;
  /** The log does not reach back so far: shown as if each event had come when it happened (REV-1). */
  readonly isRetold: boolean;
  /** How many items and lines were open or shown then. */
  readonly shown: number;
  /** Lines of all promises that were not broken and not without data, then and as known now of that instant. */
  readonly keptThen: number;
  readonly keptNow: number;
  readonly lines: number;
  /** At most `THEN_NOW_ROWS_MAX`, by when they were due; `rowCount` is how many there are. */
  readonly rows: readonly ThenNowRow[];
  readonly rowCount: number;
};

export type ThenNowRow = {
  /** `promise subject nth`, or the id of a line. */
  readonly id: string;
  readonly kind: 'item' | 'line';
  readonly promise: string;
  readonly subject: string;
  readonly label: string;
  readonly group: string | null;
  readonly name: Bilingual;
  readonly then: {
    readonly state: State;
    /** `null` where there was no forecast. */
    readonly chance: number | null;
    readonly byAtMs: number | null;
    /** Since when the feed was silent that it waits for. */
    readonly silentSinceAtMs: number | null;
  };
  readonly now: {
    readonly state: State;
    /** When it was met, or broke; `null` while it is open. */
    readonly atMs: number | null;
    readonly owedMinor: number;
    /** Where its money stands; `null` where it owes none. */
    readonly money: LedgerState | null;
    /** Why it is excluded. */
    readonly reason: string | null;
    /** Who acted on it last between the warning and the end, and when; `null` where nobody did. */
    readonly acted: { readonly atMs: number; readonly type: string; readonly by: string | null } | null;
  };
  readonly verdict: ThenNowVerdict;
  /** From the warning to the breach, or to the act that saved it, ms; `null` where there was no warning. */
  readonly leadMs: number | null;
};

/**
 * What the screen then was worth. `right`: warned, and it broke. `saved`: warned, acted on, and kept. `false_alarm`: warned, nobody acted,
 * and kept. `missed`: nothing was said, and it broke. `not_seen`: its feed was silent, or nothing was known of it. `open`: it is not decided yet. `broken_then`: it stood broken then,
 * and no longer does. `left_out`: it is excluded, or no longer judged.
 */
export type ThenNowVerdict = 'right' | 'saved' | 'false_alarm' | 'missed' | 'not_seen' | 'open' | 'broken_then' | 'left_out';
