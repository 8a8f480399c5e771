import type { DeskComplaint, DeskRow } from '../../shared/view/index.ts';
import { NOW_MS } from './wall-lines.ts';

/** One to be decided, and one that is. */
export const COMPLAINTS: readonly DeskComplaint[] = [
  {
    id: 'complaint/88',
    filedAtMs: NOW_MS - 3_600_000,
    decision: null,
    text: 'It left before the time on the board, and nobody said so.',
    answer: null,
  },
  { id: 'complaint/91', filedAtMs: NOW_MS - 600_000, decision: 'verified', text: '', answer: null },
];

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
