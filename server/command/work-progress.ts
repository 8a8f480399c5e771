import type { Work } from '../../shared/design/index.ts';
import type { AnswerIo } from './state-of-lines.ts';

/** Does a piece of long work, and on a terminal says on one line how far it is. */
export function workedThrough<T>(name: string, work: Work<T>, stderr: AnswerIo['stderr'] & { readonly isTTY?: boolean }): T {
  const isTerminal = stderr.isTTY === true;
  let told = -1;
  for (;;) {
    const turn = work.next();
    if (turn.done === true) {
      if (isTerminal) stderr.write('\u001b[2K');
      return turn.value;
    }
    const percent = Math.floor(turn.value * 100);
    if (!isTerminal || percent === told) continue;
    told = percent;
    stderr.write(`\u001b[2K${name}: ${percent}%\r`);
  }
}
