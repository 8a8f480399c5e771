import type { Text } from '../../shared/text/index.ts';
import type { DeskRow } from '../../shared/view/index.ts';
import type { Act, ActReply } from '../../shared/wire/index.ts';
import { keepActor, knownActor } from '../frame/index.ts';
import { refusalWords } from '../part/index.ts';
import type { Foreseen } from './pending-acts.ts';

/** What is to be done, without who does it and to what. */
export type Deed =
  | { readonly do: 'acknowledge' | 'unacknowledge' | 'unshelve' }
  | { readonly do: 'shelve'; readonly untilAtMs: number; readonly reason: string }
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'exclude' | 'include'; readonly reason: string }
  | { readonly do: 'settle' }
  /** About a complaint. */
  | { readonly do: 'verify' }
  | { readonly do: 'reject'; readonly reason: string; readonly answer?: string };

/** What became of the last deed; it stays until the next one or until it is put away. */
export type Notice = {
  readonly text: Text;
  readonly isFault: boolean;
  /** What takes it back: it is offered for a few seconds. */
  readonly undo?: { readonly row: DeskRow; readonly deed: Deed };
};

/** An acknowledgement can be taken back where it was given for this long. */
export const UNDO_MS = 10_000;

export type ActsOptions = {
  readonly send: (act: Act) => Promise<ActReply | null>;
  /** Shows on the row what was asked for. @returns what to call with the place in the log, or with `null` when nothing was written. */
  readonly foresee: (id: string, foreseen: Foreseen) => (place: number | null) => void;
};

/** What the person at the desk does, in the name that was given once. */
export class Acts {
  readonly #options: ActsOptions;
  #actor = $state(knownActor(localStorage));
  #notice = $state.raw<Notice | null>(null);
  #undoEnd: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ActsOptions) {
    this.#options = options;
  }

  /** Empty until somebody has said. */
  get actor(): string {
    return this.#actor;
  }
  get notice(): Notice | null {
    return this.#notice;
  }

  nameActor(name: string): void {
    this.#actor = name;
    keepActor(localStorage, name);
  }

  putAway(): void {
    clearTimeout(this.#undoEnd);
    this.#notice = null;
  }

  /** Takes back what was done last, while that is offered. */
  async undo(): Promise<void> {
    const undo = this.#notice?.undo;
    if (undo !== undefined) await this.do(undo.row, undo.deed);
  }

  /**
   * The row shows it at once; what the server says of it is told, and taken back if it was refused.
   * @param about the complaint that it is about, where it is not about the row itself.
   */
  async do(row: DeskRow, deed: Deed, about: string | null = null): Promise<void> {
    if (deed.do === 'acknowledge' && row.ackedBy !== null) {
      this.#say({ key: 'desk.acked-already', args: { label: row.label, name: row.ackedBy } }, false);
      return;
    }
    this.putAway();
    const settle = this.#options.foresee(row.id, foreseenOf(deed, this.#actor));
    const reply = await this.#options.send({ id: about ?? row.id, by: this.#actor, ...deed });
    settle(reply?.ok === true ? reply.place : null);
    if (reply === null) this.#say({ key: 'desk.unanswered', args: { label: row.label } }, true);
    else if (reply.ok) {
      this.#say({ key: `desk.done.${deed.do}`, args: { label: row.label, to: deed.do === 'assign' ? deed.to : '' } }, false);
      if (deed.do === 'acknowledge') this.#offerUndo(row);
    } else {
      this.#say({ key: `desk.refused.${deed.do}`, args: { label: row.label, why: refusalWords(reply.error) } }, true);
    }
  }

  #offerUndo(row: DeskRow): void {
    if (this.#notice === null) return;
    // As it stands now: a row that is acknowledged is not acknowledged again.
    this.#notice = { ...this.#notice, undo: { row: { ...row, ackedBy: null }, deed: { do: 'unacknowledge' } } };
    this.#undoEnd = setTimeout(() => {
      if (this.#notice?.undo !== undefined) this.#notice = { text: this.#notice.text, isFault: false };
    }, UNDO_MS);
  }

  #say(text: Text, isFault: boolean): void {
    this.#notice = { text, isFault };
  }
}

function foreseenOf(deed: Deed, actor: string): Foreseen {
  if (deed.do === 'acknowledge') return { ackedBy: actor };
  if (deed.do === 'unacknowledge') return { ackedBy: null };
  if (deed.do === 'shelve') return { shelvedBy: actor, shelvedUntilMs: deed.untilAtMs };
  if (deed.do === 'unshelve') return { shelvedBy: null, shelvedUntilMs: null };
  return deed.do === 'assign' ? { owner: deed.to } : {};
}
