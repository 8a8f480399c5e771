import type { AgendaData } from './agenda.ts';
import type { AheadSampleData } from './ahead-sample.ts';
import type { WatchedData } from './frozen-watched.ts';
import type { KnowledgeData } from './knowledge.ts';
import type { Observation } from './observation.ts';

type Heard = Extract<Observation, { readonly kind: 'told' }>;
type Seen = Exclude<Observation, { readonly kind: 'told' }>;

/** All that foresight knows, as plain data. Those that it watches go by number: from 0 on those that are open, below it the `others`. */
export type ForesightData = KnowledgeData & {
  readonly ahead: AheadSampleData;
  readonly steps: AgendaData;
  readonly observed: readonly (Heard | (Omit<Seen, 'watched'> & { readonly watched: number }))[];
  /** How many of the others are decided ones whose lesson has not come: the first. */
  readonly decided: number;
  readonly others: WatchedData;
  readonly atMs: number;
  readonly opened: number;
  readonly historyUntilMs: number;
};
