import type { Allowance, ByTier, Deadline } from '../book/index.ts';

/** Every limit that a deadline promise names, each once; none where the event brings the due. */
export function allowancesOf({ limit }: Deadline): readonly Allowance[] {
  if (!('limits' in limit)) return [];
  const { byTier, exceptions } = limit.limits;
  const all = [...valuesOf(byTier), ...exceptions.map(({ within }) => within)];
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** What stands at the ends of a map by tier. */
export function valuesOf<T>(choice: ByTier<T>): readonly T[] {
  return 'value' in choice ? [choice.value] : [...choice.tiers.values()].flatMap(valuesOf);
}

/** The paths of a map by tier, as `city/gold`; none where there is one value for all. */
export function tierPathsOf<T>(choice: ByTier<T>, before = ''): readonly string[] {
  if ('value' in choice) return before === '' ? [] : [before];
  return [...choice.tiers].flatMap(([tier, inner]) => tierPathsOf(inner, before === '' ? tier : `${before}/${tier}`));
}
