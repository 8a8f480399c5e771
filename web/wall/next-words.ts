import type { WallLine, WallNext } from '../../shared/view/index.ts';
import type { Words } from '../part/index.ts';

/** Where an item goes or belongs; one that does not say is told by its promise, as the same item may stand there for several. */
export function whoText(
  { who, promise }: Pick<WallNext, 'who' | 'promise'>,
  lines: readonly Pick<WallLine, 'promise' | 'short'>[],
  words: Words,
) {
  const short = lines.find((line) => line.promise === promise)?.short;
  return who !== '' || short === undefined ? who : words.pick(short);
}

/** How many items were kept of those decided: each deadline promise once, as groups and shares count the same items again. */
export function itemsKept(lines: readonly Pick<WallLine, 'kind' | 'group' | 'good' | 'all'>[]): {
  readonly good: number;
  readonly all: number;
} {
  const counted = lines.filter(({ kind, group }) => kind === 'deadline' && group === null);
  return { good: counted.reduce((sum, { good }) => sum + good, 0), all: counted.reduce((sum, { all }) => sum + all, 0) };
}
