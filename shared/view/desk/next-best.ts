import { ackedBy, type EngineState, type Open, openKey, owedIfBroken } from '../../engine/index.ts';
import { compareText, type Text } from '../../text/index.ts';
import { clampChance } from '../chance.ts';
import { labelOf } from '../label.ts';
import { isWithin, type Sites } from '../within.ts';

/** An open obligation on which acting now saves most. */
export type BestAct = {
  /** The key of the obligation. */
  readonly id: string;
  readonly promise: string;
  readonly label: string;
  readonly dueAtMs: number;
  readonly chance: number;
  readonly why: Text;
  /** What a breach owes. */
  readonly costMinor: number;
  /** Of the promise's warnings lately: on how many somebody acted, and how many of these were averted. */
  readonly acted: number;
  readonly averted: number;
  /** How often acting averts a breach, 0 to 1: these, and half where little is known. */
  readonly avertedShare: number;
  /** What acting saves on average: chance × cost × that share. */
  readonly savesMinor: number;
};

const BEST_MAX = 5;
/** Before anything is known half of all acts avert, worth so many cases. */
const AVERTED_UNKNOWN = 0.5;
const AVERTED_STRENGTH = 10;

/**
 * The few on which acting saves most: of those in trouble that nobody has acknowledged, by what they save, and where nothing is owed by
 * their chance. @param promises those that are shown; all where it is `null`.
 */
export function nextBest(state: EngineState, promises: ReadonlySet<string> | null, sites: Sites = 'all'): readonly BestAct[] {
  const pasts = new Map<string, ActedOn>();
  const acts = [...state.troubled].flatMap((open) => {
    const { obligation, forecast } = open;
    if (promises?.has(obligation.promise) === false || forecast === null || obligation.state !== 'open') return [];
    if (!isWithin(state, sites, obligation)) return [];
    const past = pasts.getOrInsertComputed(obligation.promise, () => actedOn(state, obligation.promise));
    return bestAct(state, open, past);
  });
  const best = acts.sort(
    (a, b) => b.savesMinor - a.savesMinor || b.chance * b.avertedShare - a.chance * a.avertedShare || compareText(a.id, b.id),
  );
  return Iterator.from(best)
    .filter(({ id }) => !isTaken(state, id))
    .take(BEST_MAX)
    .toArray();
}

type ActedOn = Pick<BestAct, 'acted' | 'averted' | 'avertedShare'>;

function bestAct(state: EngineState, { obligation, forecast }: Open, past: ActedOn): readonly BestAct[] {
  if (forecast === null || obligation.dueAtMs === null || obligation.dueAtMs < state.nowAtMs) return [];
  const costMinor = owedIfBroken(state, obligation);
  return [
    {
      id: openKey(obligation),
      promise: obligation.promise,
      label: labelOf(obligation.subject, obligation.stage),
      dueAtMs: obligation.dueAtMs,
      chance: clampChance(forecast.chance),
      why: forecast.driver,
      costMinor,
      ...past,
      savesMinor: Math.round(forecast.chance * costMinor * past.avertedShare),
    },
  ];
}

/** Somebody is on it. */
function isTaken({ open, items }: EngineState, id: string): boolean {
  const obligation = open.get(id)?.obligation;
  const item = obligation === undefined ? undefined : items.get(obligation.subject);
  return obligation === undefined || item === undefined || ackedBy(item, obligation) !== null;
}

function actedOn({ warnings }: EngineState, promise: string): ActedOn {
  const { averted, inVain } = warnings.actsOn(promise);
  const acted = averted + inVain;
  return { acted, averted, avertedShare: (averted + AVERTED_UNKNOWN * AVERTED_STRENGTH) / (acted + AVERTED_STRENGTH) };
}
