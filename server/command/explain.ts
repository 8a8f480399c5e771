import { parseArgs } from 'node:util';
import { type EngineState, itemIdOf } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Language } from '../../shared/text/index.ts';
import { type Explanation, explainObligation, explainWindow, explanationText, windowNamed } from '../../shared/view/index.ts';
import { asUsage } from './as-usage.ts';
import { loadBook } from './book-file.ts';
import { inputLines } from './input-lines.ts';
import { instantOption } from './instant-option.ts';
import { type AnswerIo, stateOfLines } from './state-of-lines.ts';

/** Groups that a message names. */
const GROUPS_NAMED = 5;

/** What is to be explained: an obligation by its subject, or a window by an instant inside it. */
type Asked = { readonly promise: string } & (
  | { readonly subject: string; readonly nth: number; readonly stage: string | null }
  | { readonly group: string | null; readonly atMs: number }
);

type Options = {
  readonly book: string;
  readonly files: readonly string[];
  readonly asOfMs: number | null;
  readonly language: Language;
  readonly isJson: boolean;
  readonly asked: Asked;
};

/**
 * `kept explain --book B --promise P (--subject S [--nth N] [--stage X] | [--group G] --at T) [--as-of T] [--lang zh] [--json] [FILE…]`:
 * events in, how one verdict came about out. 1 when lines of the input were refused.
 * @throws KeptError USAGE, OBLIGATION_UNKNOWN, WINDOW_UNKNOWN, FILE_UNREADABLE, VALUE_RANGE and those of the book.
 */
export async function explainCommand(args: readonly string[], io: AnswerIo): Promise<number> {
  const { book: file, files, asOfMs, language, isJson, asked } = optionsOf(args);
  const { book } = loadBook(file);
  const known = new Set(book.versions.flatMap(({ promises }) => promises.map(({ id }) => id)));
  if (!known.has(asked.promise))
    throw new KeptError('USAGE', `The book has no promise \`${asked.promise}\`; it has ${[...known].join(', ')}.`);
  const { state, refused } = await stateOfLines(book, inputLines(files, io.stdin), { asOfMs, stderr: io.stderr });
  const explanation = explained(state, asked);
  io.stdout.write(isJson ? `${JSON.stringify(explanation)}\n` : explanationText(explanation, language));
  return refused === 0 ? 0 : 1;
}

function explained(state: EngineState | null, asked: Asked): Explanation {
  return 'subject' in asked ? explainedObligation(state, asked) : explainedWindow(state, asked);
}

function explainedObligation(
  state: EngineState | null,
  { promise, subject, nth, stage }: Extract<Asked, { subject: string }>,
): Explanation {
  const item = state?.items.get(subject) ?? state?.items.get(itemIdOf(state, subject));
  const found = item?.obligations.find((each) => each.promise === promise && each.nth === nth && each.stage === stage);
  if (state !== null && found !== undefined) return explainObligation(state, found);
  const step = stage === null ? '' : `, stage "${stage}"`;
  throw new KeptError('OBLIGATION_UNKNOWN', `There is no obligation of \`${promise}\` on "${subject}", number ${nth}${step}.`);
}

function explainedWindow(state: EngineState | null, { promise, group, atMs }: Extract<Asked, { atMs: number }>): Explanation {
  const named = state === null ? null : windowNamed(state, { promise, group, atMs });
  if (state !== null && named !== null) return explainWindow(state, named);
  const whose = group === null ? '' : ` for "${group}"`;
  const groups = [...(state?.groups.get(promise)?.keys() ?? [])].slice(0, GROUPS_NAMED);
  const hint = groups.length === 0 ? '' : ` It has groups such as ${groups.map((each) => `"${each}"`).join(', ')}: name one with --group.`;
  throw new KeptError('WINDOW_UNKNOWN', `\`${promise}\` has no window${whose} that holds the instant.${hint}`);
}

const OPTIONS = {
  book: { type: 'string' },
  'as-of': { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  promise: { type: 'string' },
  subject: { type: 'string' },
  nth: { type: 'string' },
  stage: { type: 'string' },
  group: { type: 'string' },
  at: { type: 'string' },
} as const;

function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
  const { book, promise, subject, lang = 'en', json = false, nth = '1', stage = null, group = null } = values;
  if (book === undefined || promise === undefined) throw new KeptError('USAGE', 'kept explain needs --book BOOK and --promise ID.');
  const atMs = instantOption('at', values.at);
  if ((subject === undefined) === (atMs === null))
    throw new KeptError('USAGE', 'kept explain needs --subject S for an obligation, or --at TIME for a window, and not both.');
  if (lang !== 'en' && lang !== 'zh') throw new KeptError('USAGE', `--lang takes en or zh, not "${lang}".`);
  if (!/^[1-9]\d{0,8}$/.test(nth)) throw new KeptError('USAGE', `--nth takes a number from 1 on, not "${nth}".`);
  const asked: Asked = subject === undefined ? { promise, group, atMs: atMs ?? 0 } : { promise, subject, nth: Number(nth), stage };
  return { book, files: positionals, asOfMs: instantOption('as-of', values['as-of']), language: lang, isJson: json, asked };
}
