import type { WallLine, WarningGroup } from '../../shared/view/index.ts';
import type { Words } from '../part/index.ts';

type Named = Pick<WarningGroup, 'incident' | 'promise' | 'group'>;

/** What warnings that are told as one have in common: their incident, else their promise and group. */
export function groupName(
  { incident, promise, group }: Named,
  lines: readonly Pick<WallLine, 'promise' | 'short'>[],
  words: Words,
): string {
  if (incident !== null) return incident;
  const short = lines.find((line) => line.promise === promise)?.short;
  const name = short === undefined ? promise : words.pick(short);
  return group === null ? name : words.say('line.grouped', { name, group });
}
