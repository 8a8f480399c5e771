import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Asked, Report } from './screens.ts';

const SCREENS = fileURLToPath(new URL('./screens.ts', import.meta.url));

/** The screens, in a process of their own, so that what they cost is not counted with the server. One question at a time. */
export class LoadSide {
  readonly #child: ChildProcess = fork(SCREENS, { execArgv: [] });
  #answer: (report: Report) => void = () => {};
  #fail: (fault: Error) => void = () => {};

  constructor() {
    this.#child.on('message', (report) => this.#answer(report as Report));
    this.#child.on('exit', (code) => this.#fail(new Error(`the process of the screens ended with ${code}`)));
  }

  tell(asked: Asked): Promise<Report> {
    return new Promise((resolve, reject) => {
      this.#answer = resolve;
      this.#fail = reject;
      this.#child.send(asked);
    });
  }

  async close(): Promise<void> {
    this.#child.disconnect();
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
  }
}
