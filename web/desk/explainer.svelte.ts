import type { DeskDetail, DeskRow } from '../../shared/view/index.ts';
import type { DetailReply } from '../../shared/wire/index.ts';

/** Someone who runs down the list does not ask for every row on the way. */
const PAUSE_MS = 120;

export type ExplainerOptions = {
  readonly ask: (id: string) => Promise<DetailReply | null>;
  /** The server's time, epoch ms. */
  readonly nowAtMs: () => number;
};

export type Explained = { readonly detail: DeskDetail /** Server time at which it was asked for. */; readonly atMs: number };

/** The selected row, explained by the server: asked for when it is selected, and again when it has come further. */
export class Explainer {
  readonly #options: ExplainerOptions;
  #wanted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #explained = $state.raw<Explained | null>(null);
  #fault = $state.raw<'silent' | Extract<DetailReply, { ok: false }>['error'] | null>(null);

  constructor(options: ExplainerOptions) {
    this.#options = options;
  }

  /** The latest explanation of a row; `null` until there is one. */
  of(id: string): Explained | null {
    return this.#explained?.detail.row.id === id ? this.#explained : null;
  }
  /** Why the last question has no answer. */
  get fault(): 'silent' | Extract<DetailReply, { ok: false }>['error'] | null {
    return this.#fault;
  }

  /** Called with the selected row as often as it differs; of one that went, what became of it is asked once. */
  want(row: Pick<DeskRow, 'id' | 'rev' | 'state'>, isOnDesk: boolean): void {
    const wanted = JSON.stringify(isOnDesk ? [row.id, row.rev, row.state] : [row.id]);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.again(row.id);
  }

  /** Asks whether or not anything is new. */
  again(id: string): void {
    clearTimeout(this.#timer);
    this.#fault = null;
    const wanted = this.#wanted;
    this.#timer = setTimeout(() => void this.#ask(id, wanted), PAUSE_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #ask(id: string, wanted: string): Promise<void> {
    const atMs = this.#options.nowAtMs();
    const reply = await this.#options.ask(id);
    if (wanted !== this.#wanted) return;
    if (reply?.ok === true) this.#explained = { detail: reply.detail, atMs };
    else this.#fault = reply?.error ?? 'silent';
  }
}
