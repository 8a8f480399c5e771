/** One system call of a trace: what it was given when it began, and what it gave back. */
export type Call = { readonly name: string; readonly args: readonly string[]; readonly result: number };
export type CallStep = { readonly kind: 'begin' | 'end'; readonly call: Call };

const WHOLE = /^(\d+) +(\w+)\((.*)\) += (-?\d+)/s;
const UNFINISHED = /^(\d+) +(\w+)\((.*?),? *<unfinished \.\.\.>$/s;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)/s;

/**
 * The system calls in the output of `strace -f -xx -o`. A call that others of the same program interrupted stands on two lines,
 * so what it gave back is looked up first.
 */
export function callSteps(trace: string): readonly CallStep[] {
  const lines = trace.split('\n');
  const resumedOf = resumedCalls(lines);
  const begun = new Map<string, Call>();
  return lines.flatMap((line, index): CallStep[] => {
    const [, , name, args, result] = WHOLE.exec(line) ?? [];
    if (name !== undefined && args !== undefined) {
      const call = { name, args: args.split(', '), result: Number(result) };
      return [
        { kind: 'begin', call },
        { kind: 'end', call },
      ];
    }
    const [, thread = '', begins, begunArgs = ''] = UNFINISHED.exec(line) ?? [];
    if (begins !== undefined) {
      const rest = resumedOf.get(index);
      if (rest === undefined) return [];
      const call = { name: begins, args: `${begunArgs}${rest.args}`.split(', '), result: rest.result };
      begun.set(thread, call);
      return [{ kind: 'begin', call }];
    }
    const [, resumedThread = ''] = RESUMED.exec(line) ?? [];
    const call = begun.get(resumedThread);
    begun.delete(resumedThread);
    return call === undefined ? [] : [{ kind: 'end', call }];
  });
}

/** What each interrupted call gave back, by the line on which it began. */
function resumedCalls(lines: readonly string[]): ReadonlyMap<number, { readonly args: string; readonly result: number }> {
  const begunOn = new Map<string, number>();
  const found = new Map<number, { readonly args: string; readonly result: number }>();
  lines.forEach((line, index) => {
    const [, thread] = UNFINISHED.exec(line) ?? [];
    if (thread !== undefined) begunOn.set(thread, index);
    const [, resumed, , args = '', result] = RESUMED.exec(line) ?? [];
    const at = resumed === undefined ? undefined : begunOn.get(resumed);
    if (at !== undefined)
      found.set(at, { args: args === '' ? '' : args.startsWith(',') ? args : `, ${args.trimStart()}`, result: Number(result) });
  });
  return found;
}

/** The bytes of a string that `-xx` wrote as `"\x2f\x74"`; what follows the closing quote is no part of it. */
export function bytesOf(text: string): Buffer {
  const from = text.indexOf('"') + 1;
  return Buffer.from(text.slice(from, text.indexOf('"', from)).replaceAll('\\x', ''), 'hex');
}
