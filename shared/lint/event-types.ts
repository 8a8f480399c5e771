import type { Book, BookPromise, TypeSet } from '../book/index.ts';
import type { Finding } from './finding.ts';
import type { History } from './history.ts';

/** Types that Kept itself or people send, whatever the feeds. */
const OWN = /^(kept|register|complaint|incident|bill|feedback)\./;

/** Types that a promise waits for and nobody sends: by the feeds that the book names, and by the events that came. */
export function unsentTypes(book: Book, promises: readonly BookPromise[], history: History | null): readonly Finding[] {
  const sent = history === null ? null : [...history.types.keys()];
  return promises.flatMap((promise) =>
    readBy(promise).flatMap(({ key, types }) =>
      types.types.flatMap((type): readonly Finding[] => {
        const family = (other: string) => (type.endsWith('.*') ? other.startsWith(type.slice(0, -1)) : other === type);
        const isFed =
          book.feeds.length === 0 || OWN.test(type) || book.feeds.some(({ sends }) => sends.has(type) || sends.types.some(family));
        const isSeen = sent === null || sent.some(family);
        if (isFed && isSeen) return [];
        // What breaks or reopens may well not have happened yet: only a name close to one that came is a slip.
        const isRare = key === 'broken' || key === 'reopened';
        if (isFed && isRare && sent?.some((other) => isNear(type, other)) !== true) return [];
        const level = isRare || isFed ? 'look' : 'fix';
        const text = isFed ? ({ key: 'lint.unseen', args: { type } } as const) : ({ key: 'lint.unfed', args: { type } } as const);
        return [{ promise: promise.id, principle: 'clear', level, key, text, fix: { key: 'lint.unsent.fix' } }];
      }),
    ),
  );
}

/** Whether two names differ by one letter that is added, left out or changed. */
function isNear(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  return long.slice(start + 1) === short.slice(long.length === short.length ? start + 1 : start);
}

function readBy(promise: BookPromise): readonly { readonly key: string; readonly types: TypeSet }[] {
  switch (promise.kind) {
    case 'deadline':
      return [
        { key: 'opens', types: promise.opens },
        { key: 'met', types: promise.met },
        { key: 'broken', types: promise.broken },
        { key: 'reopened', types: promise.reopened },
        ...promise.stages.map(({ deadline }) => ({ key: 'stages', types: deadline.met })),
      ];
    case 'ratio':
      return promise.events === null
        ? []
        : [
            { key: 'good', types: promise.events.good },
            { key: 'all', types: promise.events.all },
          ];
    case 'availability':
      return [
        { key: 'down', types: promise.down },
        { key: 'up', types: promise.up },
      ];
    case 'count':
      return promise.per === null ? [] : [{ key: 'per', types: promise.per.of }];
  }
}
