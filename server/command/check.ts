import { parseArgs } from 'node:util';
import { effectiveBookOf, effectiveJson, effectiveYaml, issueText } from '../../shared/book/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { asUsage } from './as-usage.ts';
import { readBookFile, sha256 } from './book-file.ts';

export type CheckIo = { readonly stdout: { write(text: string): unknown } };

/**
 * `kept check BOOK…`: every fault with file, line and column, what is wrong and how to mend it. `--effective` prints all that is in
 * force, each value with where it comes from, as YAML or with `--json` as JSON.
 */
export function checkCommand(args: readonly string[], { stdout }: CheckIo): number {
  const options = { effective: { type: 'boolean' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (positionals.length === 0) throw new KeptError('USAGE', 'kept check needs the file of a promise book.');
  if (values.json && !values.effective) throw new KeptError('USAGE', '--json goes with --effective.');
  const print = values.effective ? printEffective(values.json === true) : printRight;
  const found = positionals.map((file) => ({ file, read: readBookFile(file).read }));
  for (const { file, read } of found)
    stdout.write(read.ok ? print(file, read) : read.issues.map((issue) => `${issueText(file, issue)}\n`).join(''));
  return found.every(({ read }) => read.ok) ? 0 : 1;
}

type Right = Extract<ReturnType<typeof readBookFile>['read'], { readonly ok: true }>;

function printRight(file: string, { book: { versions, boards } }: Right): string {
  const parts = [
    counted(versions.at(-1)?.promises.length ?? 0, 'promise'),
    counted(versions.length, 'version'),
    counted(boards.length, 'board'),
  ];
  return `${file}: right; ${parts.join(', ')}\n`;
}

function printEffective(asJson: boolean) {
  return (file: string, { layered }: Right): string => {
    const effective = effectiveBookOf(layered);
    return asJson ? `${JSON.stringify(effectiveJson(effective, { file, sha256 }), null, 2)}\n` : effectiveYaml(effective, { file, sha256 });
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
