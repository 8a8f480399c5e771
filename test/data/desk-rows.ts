import type { DeskRow } from '../../shared/view/index.ts';

/** A quiet row; whatever differs is given. */
export function deskRow(rest: Partial<DeskRow> & { readonly id: string }): DeskRow {
  return {
    promise: 'fault',
    subject: `fault/${rest.id}`,
    label: rest.id,
    title: '',
    group: null,
    tier: null,
    owner: null,
    state: 'on-track',
    isStopped: false,
    dueAtMs: null,
    leftMs: null,
    chance: null,
    why: null,
    warnedAtMs: null,
    warnedBy: null,
    costMinor: 0,
    ackedBy: null,
    shelvedBy: null,
    shelvedUntilMs: null,
    incident: null,
    rev: 1,
    ...rest,
  };
}
