/** What a key does in a review. */
export type Command =
  | 'play'
  | 'back'
  | 'on'
  | 'back-day'
  | 'on-day'
  | 'back-hour'
  | 'on-hour'
  | 'next-break'
  | 'previous-break'
  | 'next-change'
  | 'previous-change'
  | `speed-${1 | 2 | 3 | 4 | 5}`
  | 'tables'
  | 'week-before'
  | 'week-after'
  | 'week'
  | 'ledger'
  | 'pin'
  | 'what-if'
  | 'keys'
  | 'escape';

export type Press = {
  /** `key` of the event. */
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta is down. */
  readonly modified: boolean;
  /** Focus is where letters are typed or a choice is made. */
  readonly inField: boolean;
  /** Focus is on a button or a link, which space presses. */
  readonly onButton: boolean;
};

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['.', 'next-change'],
  [',', 'previous-change'],
  ['1', 'speed-1'],
  ['2', 'speed-2'],
  ['3', 'speed-3'],
  ['4', 'speed-4'],
  ['5', 'speed-5'],
  ['t', 'tables'],
  ['[', 'week-before'],
  [']', 'week-after'],
  ['w', 'week'],
  ['l', 'ledger'],
  ['n', 'pin'],
  ['i', 'what-if'],
  ['{', 'back-day'],
  ['}', 'on-day'],
  ['?', 'keys'],
]);

/** Letters act only when focus is not in a field; Escape acts everywhere. `B` is told from `b` by shift, not by caps lock. */
export function commandOf({ key, shift, modified, inField, onButton }: Press): Command | null {
  if (key === 'Escape') return 'escape';
  if (inField || modified) return null;
  if (key === ' ') return onButton ? null : 'play';
  if (key === 'ArrowLeft') return shift ? 'back-hour' : 'back';
  if (key === 'ArrowRight') return shift ? 'on-hour' : 'on';
  if (key.toLowerCase() === 'b') return shift ? 'previous-break' : 'next-break';
  return COMMANDS.get(key.toLowerCase()) ?? null;
}

const MINUTE_MS = 60_000;
const STEPS: { readonly [C in Command]?: number } = {
  back: -5 * MINUTE_MS,
  on: 5 * MINUTE_MS,
  'back-day': -24 * 60 * MINUTE_MS,
  'on-day': 24 * 60 * MINUTE_MS,
  'back-hour': -60 * MINUTE_MS,
  'on-hour': 60 * MINUTE_MS,
};

/** How far a command goes, ms; `null` where it does not go by time. */
export function strideOf(command: Command): number | null {
  return STEPS[command] ?? null;
}

/** Which of the speeds a command picks, from 0; `null` of any other. */
export function speedPlaceOf(command: Command): number | null {
  return command.startsWith('speed-') ? Number(command.slice(-1)) - 1 : null;
}
