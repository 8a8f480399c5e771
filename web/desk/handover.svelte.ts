import type { HandoverSheet } from '../../shared/view/index.ts';
import type { HandoverDeed } from '../../shared/wire/index.ts';
import { askJson, type Fault } from '../connection/index.ts';

const PATH = '/api/handover';
/** What is signed must have been read lately, so what stands open is read again this often. */
const AGAIN_MS = 60_000;

type DeedWithoutName = HandoverDeed extends infer Deed ? (Deed extends HandoverDeed ? Omit<Deed, 'by'> : never) : never;

/** What is read of the handover, signed and taken over. What the lead writes stays when it is closed. */
export class HandoverDesk {
  #sheet = $state.raw<HandoverSheet | null>(null);
  #signed = $state.raw<HandoverSheet | null>(null);
  #fault = $state.raw<Fault | null>(null);
  #done = $state<HandoverDeed['do'] | null>(null);
  #isBusy = $state(false);
  /** Whether that of the signing is shown, and not that of now. */
  #isThen = $state(false);
  text = $state('');
  #again: ReturnType<typeof setInterval> | undefined;

  /** As it is now. */
  get sheet(): HandoverSheet | null {
    return this.#sheet;
  }
  /** What is on the page: `null` until it was read. */
  get shown(): HandoverSheet | null {
    return this.#isThen ? this.#signed : this.#sheet;
  }
  get isThen(): boolean {
    return this.#isThen;
  }
  get fault(): Fault | null {
    return this.#fault;
  }
  /** What was done last, since it was opened. */
  get done(): HandoverDeed['do'] | null {
    return this.#done;
  }
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** From now on it is read every minute. */
  open(): void {
    [this.#done, this.#isThen, this.#signed] = [null, false, null];
    clearInterval(this.#again);
    this.#again = setInterval(() => void this.read(), AGAIN_MS);
  }

  close(): void {
    clearInterval(this.#again);
  }

  async read(): Promise<void> {
    const answer = await askJson<HandoverSheet>(PATH);
    this.#fault = answer.ok ? null : answer.fault;
    if (answer.ok) this.#sheet = answer.value;
  }

  /** What the last lead signed is what was known at the instant that they had read: the log gives it again. */
  async showThen(isThen: boolean): Promise<void> {
    this.#isThen = isThen;
    const last = this.#sheet?.last ?? null;
    if (!isThen || this.#signed !== null || last === null) return;
    const answer = await askJson<HandoverSheet>(`${PATH}?known-at=${new Date(last.seenAtMs).toISOString()}`);
    this.#fault = answer.ok ? null : answer.fault;
    if (answer.ok) this.#signed = answer.value;
    else this.#isThen = false;
  }

  async do(deed: DeedWithoutName, by: string): Promise<void> {
    this.#isBusy = true;
    const answer = await askJson<object>(PATH, { ...deed, by });
    this.#isBusy = false;
    this.#fault = answer.ok ? null : answer.fault;
    if (!answer.ok) return;
    if (deed.do === 'hand-over') this.text = '';
    [this.#done, this.#signed, this.#isThen] = [deed.do, null, false];
    await this.read();
  }
}
