import type { Action, Scope } from '../../shared/right/index.ts';
import type { ClientToServer } from '../../shared/wire/index.ts';

export const BOARD = 'wall';
export const OTHER = 'yard';
export const SITE = 'North';

type Case = { readonly raw: unknown; readonly asks: readonly (readonly [Action, Scope?])[] };
const RANGE = { fromAtMs: 0, toAtMs: 1 };
/** An event that is added to the wire does not compile until it stands here. */
export const EVENTS: { readonly [E in keyof ClientToServer]: readonly Case[] } = {
  clock: [{ raw: undefined, asks: [] }],
  subscribe: [
    { raw: { view: 'wall', board: BOARD }, asks: [['see-board', { board: BOARD }]] },
    { raw: { view: 'wall', board: OTHER }, asks: [['see-board', { board: OTHER }]] },
    { raw: { view: 'desk' }, asks: [['see-desk']] },
  ],
  detail: [{ raw: { id: 'x' }, asks: [['see-desk']] }],
  act: [
    ...['acknowledge', 'unacknowledge', 'shelve', 'unshelve', 'assign', 'note', 'exclude', 'include'].map(
      (deed): Case => ({ raw: deedOf(deed), asks: [['act']] }),
    ),
    ...['settle', 'waive', 'verify', 'reject'].map((deed): Case => ({ raw: deedOf(deed), asks: [['decide-money']] })),
  ],
  'replay-open': [
    { raw: { view: 'desk', ...RANGE }, asks: [['see-history'], ['see-desk'], ['replay-desk']] },
    { raw: { view: 'wall', board: OTHER, ...RANGE }, asks: [['see-history'], ['see-board', { board: OTHER }]] },
  ],
  'replay-do': [{ raw: { do: 'close' }, asks: [['see-history']] }],
};

function deedOf(deed: string) {
  return { id: 'x', by: 'Me', do: deed, to: 'You', text: 'Why', reason: 'Why', untilAtMs: 1 };
}
