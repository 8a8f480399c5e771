import { parseArgs } from 'node:util';
import { effectiveBookOf, effectiveJson, effectiveYaml, fileText, issueText, placeOfPromise, writtenIn } from '../../shared/book/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { lintBook } from '../../shared/lint/index.ts';
import { asUsage } from './as-usage.ts';
import { readBookFile, sha256 } from './book-file.ts';
import { historyIn, type LineOf, reportJson, reportLines } from './lint.ts';

export type CheckIo = { readonly stdout: { write(text: string): unknown } };

const OPTIONS = {
  effective: { type: 'boolean' },
  json: { type: 'boolean' },
  events: { type: 'string', multiple: true },
  lang: { type: 'string' },
} as const;

/**
 * `kept check BOOK…`: every fault with file, line and column, what is wrong and how to mend it; of a book that is right each promise
 * on six principles, with `--events` also by what history says. `--effective` prints all that is in force, each value with where it
 * comes from. Both as text or with `--json` as JSON. Only a fault makes it 1: what the linter finds is for people to decide.
 */
export async function checkCommand(args: readonly string[], { stdout }: CheckIo): Promise<number> {
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
  if (positionals.length === 0) throw new KeptError('USAGE', 'kept check needs the file of a promise book.');
  if (!['en', 'zh', undefined].includes(values.lang)) throw new KeptError('USAGE', `--lang is en or zh, not "${values.lang}".`);
  const language = values.lang === 'zh' ? 'zh' : 'en';
  const print = values.effective ? printEffective(values.json === true) : printReport(values);
  const found = positionals.map((file) => ({ file, read: readBookFile(file).read }));
  for (const { file, read } of found)
    stdout.write(read.ok ? await print(file, read) : read.issues.map((issue) => `${issueText(file, issue, language)}\n`).join(''));
  return found.every(({ read }) => read.ok) ? 0 : 1;
}

type Right = Extract<ReturnType<typeof readBookFile>['read'], { readonly ok: true }>;
type Asked = { readonly events?: string[]; readonly json?: boolean; readonly lang?: string };

function printReport({ events = [], json = false, lang }: Asked) {
  return async (file: string, read: Right): Promise<string> => {
    const history = await historyIn(read.book, events);
    const report = lintBook(read.book, history);
    const lineOf = linesIn(file, read);
    if (json) return `${JSON.stringify({ file, ...reportJson(report, lineOf) })}\n`;
    const lines = reportLines(report, history !== null, lang === 'zh' ? 'zh' : 'en', lineOf);
    return [headOf(file, read), ...lines].map((line) => `${line}\n`).join('');
  };
}

/** Where the newest word of a promise's key is written; a base's lines name their file. */
function linesIn(book: string, { layered }: Right): LineOf {
  const placeOf = placeOfPromise(layered);
  return (promise, key) => {
    const place = placeOf(promise, key);
    return place && { line: place.line, file: place.file === null ? null : fileText(book, place.file) };
  };
}

function headOf(file: string, { book: { versions, boards } }: Right): string {
  const parts = [
    counted(writtenIn(versions.at(-1)).length, 'promise'),
    counted(versions.length, 'version'),
    counted(boards.length, 'board'),
  ];
  return `${file}: right; ${parts.join(', ')}`;
}

function printEffective(asJson: boolean) {
  return async (file: string, { layered }: Right): Promise<string> => {
    const effective = effectiveBookOf(layered);
    return asJson ? `${JSON.stringify(effectiveJson(effective, { file, sha256 }), null, 2)}\n` : effectiveYaml(effective, { file, sha256 });
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
