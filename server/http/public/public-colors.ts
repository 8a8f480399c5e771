/**
 * The colours of the customers' pages by name, for day and for night: those of `web/style/tokens.css`, which a test holds to it, but for
 * the grounds, which are those of paper. They stand here because the server has no web sources where it runs.
 */
export const PUBLIC_COLORS = {
  'ink-1': ['#14171a', '#f1f3f4'],
  'ink-2': ['#3a4044', '#bcc1c4'],
  'ink-3': ['#53595d', '#979da1'],
  'on-ink': ['#f3f4f4', '#14171a'],
  'line-2': ['#7b8387', '#757c80'],
  'broken-fill': ['#bd0b3c', '#dc2850'],
  'broken-on': ['#ffffff', '#ffffff'],
} as const satisfies { readonly [name: string]: readonly [day: string, night: string] };

/** Paper: white panels on light grey. By night they are those of every screen. */
export const PAPER_COLORS = {
  ground: ['#f3f4f4', '#141618'],
  panel: ['#ffffff', '#1d2022'],
  sunken: ['#e6e8e8', '#191b1d'],
  line: ['#d5d8d9', '#33383b'],
} as const satisfies typeof PUBLIC_COLORS | { readonly [name: string]: readonly [day: string, night: string] };
