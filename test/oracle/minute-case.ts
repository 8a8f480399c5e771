/** A deadline case in whole minutes since the midnight that the drawn days begin with; nothing in it is a date or a zone. */
export type MinuteCase = {
  readonly limits: { readonly silver: MinuteLimit; readonly gold: MinuteLimit };
  /** Tier at the opening. */
  readonly tier: Tier;
  readonly reopen: 'exclude-closed' | 'run-on' | 'restart';
  /** For a due that the event brings. */
  readonly schedule: Schedule | null;
  readonly opensMinute: number;
  readonly nowMinute: number;
  /** Whether now lies one millisecond after its minute. */
  readonly isJustAfter: boolean;
  readonly marks: readonly MinuteMark[];
};

export type Tier = 'silver' | 'gold' | 'tin';

/** What an allowance is: minutes of work or on the wall, working days, or months. A strict one ends one millisecond earlier. */
export type MinuteLimit =
  | { readonly unit: 'working' | 'elapsed'; readonly minutes: number; readonly isStrict: boolean }
  | { readonly unit: 'wd'; readonly days: number }
  | { readonly unit: 'months'; readonly months: number };

export type Schedule = {
  readonly plannedMinute: number;
  readonly earlyMinutes: number | null;
  readonly lateMinutes: number;
  readonly isStrict: boolean;
};

export type MinuteMark =
  | { readonly does: 'meets' | 'breaks' | 'resumes' | 'unpauses' | 'pauses' | 'reopens' | 'excludes' | 'includes'; readonly minute: number }
  /** Waiting stops the clock only where the customer is waited for. */
  | { readonly does: 'waits'; readonly minute: number; readonly isCustomers: boolean }
  | { readonly does: 'holds'; readonly minute: number; readonly untilMinute: number }
  | { readonly does: 'moves'; readonly minute: number; readonly plannedMinute: number }
  | { readonly does: 'changes-tier'; readonly minute: number; readonly tier: Tier };

/** In which order things of one minute happen (TIM-4); what comes before all others was there already. */
export const ORDER: { readonly [does in MinuteMark['does']]: number } = {
  resumes: 0,
  unpauses: 0,
  meets: 1,
  breaks: 2,
  waits: 3,
  holds: 3,
  pauses: 3,
  'changes-tier': 4,
  reopens: 5,
  moves: 5,
  excludes: 5,
  includes: 5,
};

/** What the oracle needs to know of the days: which minutes are open, and two things that only dates can tell. */
export type Days = {
  isOpen(minute: number): boolean;
  endOfWorkingDay(fromMinute: number, days: number): number | null;
  afterMonths(fromMinute: number, months: number): number;
  /** Minutes of the local date of an instant, or of the evening before where it lies in a span of that: these count nothing of working days. */
  isOnOpeningDay(minute: number, openedMinute: number): boolean;
  /** Minutes that the days go on for. */
  readonly length: number;
};
