import { type Mark, replacedIdOf, withoutReplaced } from '../../clock/index.ts';
import type { Item } from './item.ts';

/** What a new mark changes among the marks that count: those that count from now on, and those that no longer do. */
export type Effect = { readonly come: readonly Mark[]; readonly gone: readonly Mark[] };

const NONE: readonly Mark[] = [];

/** The effect of a mark that was put into its item: itself, where it takes no place and none takes its (LOG-2). */
export function effectOf(item: Item, mark: Mark): Effect {
  const id = replacedIdOf(mark);
  if (id !== null) item.replaced = (item.replaced ?? new Set()).add(id);
  if (id === null && item.replaced?.has(mark.id) !== true) return { come: [mark], gone: NONE };
  const linked = linkedWith(mark, item.marks);
  const before = new Set(withoutReplaced(linked.filter((each) => each !== mark)));
  const after = new Set(withoutReplaced(linked));
  return { come: [...after.difference(before)], gone: [...before.difference(after)] };
}

/** The marks that corrections link a mark with, itself among them: no others can come or go with it. */
function linkedWith(mark: Mark, marks: readonly Mark[]): readonly Mark[] {
  const ids = new Set([mark.id]);
  for (let known = 0; known !== ids.size; ) {
    known = ids.size;
    // From the newest, so that a chain is walked in one go.
    for (let at = marks.length - 1; at >= 0; at -= 1) {
      const each = marks[at] as Mark;
      const id = replacedIdOf(each);
      if (id === null || each.source !== mark.source) continue;
      if (ids.has(each.id)) ids.add(id);
      else if (ids.has(id)) ids.add(each.id);
    }
  }
  return marks.filter(({ source, id }) => source === mark.source && ids.has(id));
}
