/** A forecast's state and how many updates running have been calm enough for a better one. */
export type Rung = { readonly state: 'on-track' | 'at-risk' | 'likely'; readonly calmUpdates: number };
export const CALM: Rung = { state: 'on-track', calmUpdates: 0 };
/** One of each for all that stand there. */
const STEADY: { readonly [state in Rung['state']]: Rung } = {
  'on-track': CALM,
  'at-risk': { state: 'at-risk', calmUpdates: 0 },
  likely: { state: 'likely', calmUpdates: 0 },
};

export type Thresholds = { readonly atRisk: number; readonly likely: number };

/** How far under its threshold a chance must fall, and how often running, before the state improves. */
const HYSTERESIS = 0.05;
const CALM_UPDATES = 2;
const ORDER = ['on-track', 'at-risk', 'likely'] as const;

/** A state worsens at once, and improves one step only when the chance was 0.05 under its threshold on two updates running. */
export function climb(rung: Rung, chance: number, thresholds: Thresholds, floor: 'on-track' | 'at-risk' = 'on-track'): Rung {
  const now = worse(stateOf(chance, thresholds), floor);
  if (ORDER.indexOf(now) >= ORDER.indexOf(rung.state)) return STEADY[now];
  const threshold = rung.state === 'likely' ? thresholds.likely : thresholds.atRisk;
  if (chance > threshold - HYSTERESIS) return STEADY[rung.state];
  if (rung.calmUpdates + 1 < CALM_UPDATES) return { state: rung.state, calmUpdates: rung.calmUpdates + 1 };
  return STEADY[now];
}

function stateOf(chance: number, thresholds: Thresholds): Rung['state'] {
  return chance >= thresholds.likely ? 'likely' : chance >= thresholds.atRisk ? 'at-risk' : 'on-track';
}

function worse(a: Rung['state'], b: Rung['state']): Rung['state'] {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}
