/** What a key does on the desk. */
export type Command =
  | 'next'
  | 'previous'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'acknowledge'
  | 'assign'
  | 'note'
  | 'shelve'
  | 'undo'
  | 'exclude'
  | 'best'
  | 'breaks-next'
  | 'filter'
  | 'find'
  | 'keys'
  | 'escape';

export type Press = {
  /** `key` of the event. */
  readonly key: string;
  /** Focus is where letters are typed or a choice is made. */
  readonly inField: boolean;
  /** Ctrl, Alt or Meta is down. */
  readonly modified: boolean;
};

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['j', 'next'],
  ['ArrowDown', 'next'],
  ['k', 'previous'],
  ['ArrowUp', 'previous'],
  ['PageDown', 'page-down'],
  ['PageUp', 'page-up'],
  ['Home', 'first'],
  ['End', 'last'],
  ['a', 'acknowledge'],
  ['s', 'assign'],
  ['n', 'note'],
  ['w', 'shelve'],
  ['u', 'undo'],
  ['x', 'exclude'],
  ['b', 'best'],
  ['.', 'breaks-next'],
  ['f', 'filter'],
  ['/', 'find'],
  ['?', 'keys'],
]);

/** Letters act only when focus is not in a field, whether caps lock is on or not. Escape acts everywhere. */
export function commandOf({ key, inField, modified }: Press): Command | null {
  if (key === 'Escape') return 'escape';
  if (inField || modified) return null;
  return COMMANDS.get(key.length === 1 ? key.toLowerCase() : key) ?? null;
}

/** Where the selection goes from one place to another; it stops at both ends. @param from −1 when nothing is selected. */
export function placeAfter(command: Command, from: number, count: number, pageRows: number): number | null {
  if (count === 0) return null;
  const to = STEPS[command]?.(from, count, pageRows);
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

const STEPS: { readonly [C in Command]?: (from: number, count: number, pageRows: number) => number } = {
  next: (from) => from + 1,
  previous: (from) => from - 1,
  'page-down': (from, _, pageRows) => from + pageRows,
  'page-up': (from, _, pageRows) => from - pageRows,
  first: () => 0,
  last: (_, count) => count - 1,
};
