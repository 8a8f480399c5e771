/** A chance as a screen has it, to whole percents: a forecast never claims certainty. */
export function clampChance(chance: number): number {
  return Math.round(Math.min(0.99, Math.max(0.01, chance)) * 100) / 100;
}
