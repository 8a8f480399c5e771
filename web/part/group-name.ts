import type { WarningGroup } from '../../shared/view/index.ts';
import type { Words } from './words.ts';

type Named = Pick<WarningGroup, 'incident' | 'short' | 'group'>;

/** What warnings that are told as one have in common: their incident, else their promise and group. */
export function groupName({ incident, short, group }: Named, words: Words): string {
  if (incident !== null) return incident;
  const name = words.pick(short);
  return group === null ? name : words.say('line.grouped', { name, group });
}
