import type { KeptError } from '../../shared/error/index.ts';
import { type Action, allows, refusalOf, type Scope, type Subject } from '../../shared/right/index.ts';
import {
  type Act,
  type ClientToServer,
  parseAct,
  parseReplayOpen,
  parseSubscribe,
  type ReplayOpen,
  type Subscribe,
} from '../../shared/wire/index.ts';

/** One right that is asked for. */
type Wanted = { readonly action: Action; readonly scope?: Scope };

/** What each deed of the desk needs. */
const DEEDS: { readonly [D in Act['do']]: Action } = {
  acknowledge: 'act',
  unacknowledge: 'act',
  shelve: 'act',
  unshelve: 'act',
  assign: 'act',
  note: 'act',
  exclude: 'act',
  include: 'act',
  settle: 'decide-money',
  waive: 'decide-money',
  verify: 'decide-money',
  reject: 'decide-money',
};

/**
 * The rights that each event of a socket asks for, by what it carries: all of them are needed. An event that stands here not is a mistake
 * that the compiler finds, and one that is not of the wire is dropped. @throws KeptError where what it carries cannot be read.
 */
export const EVENT_RIGHTS: { readonly [E in keyof ClientToServer]: (raw: unknown) => readonly Wanted[] } = {
  clock: () => [{ action: 'open-page' }],
  subscribe: (raw) => [ofView(parseSubscribe(raw))],
  detail: () => [{ action: 'see-desk' }],
  act: (raw) => [{ action: DEEDS[parseAct(raw).do] }],
  'replay-open': (raw) => [{ action: 'see-history' }, ...ofReplay(parseReplayOpen(raw))],
  'replay-do': () => [{ action: 'see-history' }],
};

/** Why somebody may not send an event; `null` where they may. @throws KeptError as `EVENT_RIGHTS` says. */
export function refusalOfEvent(subject: Subject, event: keyof ClientToServer, raw: unknown): KeptError | null {
  const missing = EVENT_RIGHTS[event](raw).find(({ action, scope }) => !allows(subject, action, scope));
  return missing === undefined ? null : refusalOf(subject, missing.action, missing.scope);
}

export function isEventOfWire(event: unknown): event is keyof ClientToServer {
  return typeof event === 'string' && Object.hasOwn(EVENT_RIGHTS, event);
}

function ofReplay(wanted: ReplayOpen): readonly Wanted[] {
  return wanted.view === 'desk' ? [ofView(wanted), { action: 'replay-desk' }] : [ofView(wanted)];
}

function ofView(wanted: Pick<Subscribe, 'view'> & { readonly board?: string }): Wanted {
  switch (wanted.view) {
    case 'wall':
      return { action: 'see-board', scope: wanted.board === undefined ? {} : { board: wanted.board } };
    case 'desk':
      return { action: 'see-desk' };
  }
}
