import type { Memory } from '../frame/index.ts';
import type { Filter } from './filter.ts';
import { filterOf, searchWith } from './url-state.ts';

/** Filters that somebody keeps under a name, in this browser. */
export type SavedView = { readonly name: string; readonly filter: Filter };

const KEY = 'kept.views';
/** More than this nobody finds again in a list. */
const VIEWS_MAX = 20;
export const NAME_LENGTH_MAX = 40;

/** Those that were kept, by name; none where nothing can be read. */
export function savedViews(memory: Memory): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(memory.getItem(KEY) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((each: unknown) => {
      const { name, search } = (each ?? {}) as { readonly name?: unknown; readonly search?: unknown };
      return typeof name === 'string' && typeof search === 'string' ? [{ name, filter: filterOf(search) }] : [];
    });
  } catch {
    return [];
  }
}

/** With a view put in the place of the one of its name; of too many the oldest goes. Kept as addresses, which outlive a change of shape. */
export function withView(memory: Memory, view: SavedView): readonly SavedView[] {
  const others = savedViews(memory).filter(({ name }) => name !== view.name);
  return keep(memory, [...others, view].slice(-VIEWS_MAX));
}

export function withoutView(memory: Memory, name: string): readonly SavedView[] {
  return keep(
    memory,
    savedViews(memory).filter((view) => view.name !== name),
  );
}

/** The kept view that lists the same rows; `null` where none does. */
export function viewOf(views: readonly SavedView[], filter: Filter): SavedView | null {
  return views.find((view) => searchWith('', view.filter) === searchWith('', filter)) ?? null;
}

function keep(memory: Memory, views: readonly SavedView[]): readonly SavedView[] {
  try {
    memory.setItem(KEY, JSON.stringify(views.map(({ name, filter }) => ({ name, search: searchWith('', filter) }))));
  } catch {
    // Storage may be full or forbidden: the view then holds as long as the page.
  }
  return views;
}
