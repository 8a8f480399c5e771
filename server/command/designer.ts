import { parseArgs } from 'node:util';
import { type DesignQuestion, design } from '../../shared/design/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { asUsage } from './as-usage.ts';
import { loadBook } from './book-file.ts';
import { designText } from './design-text.ts';
import { HISTORY_OPTIONS, readHistory } from './history-input.ts';
import type { AnswerIo } from './state-of-lines.ts';
import { workedThrough } from './work-progress.ts';

const OPTIONS = {
  ...HISTORY_OPTIONS,
  book: { type: 'string' },
  promise: { type: 'string' },
  of: { type: 'string' },
  steps: { type: 'string' },
  chance: { type: 'string' },
  draws: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const CHANCE = 0.95;
const DRAWS = 1_000;
const DRAWS_MAX = 100_000;
const SEED_MAX = 4_294_967_295;
/** More than anybody reads; each limit judges the history of its promise again. */
const STEPS_MAX = 100;

/**
 * `kept designer --book BOOK --promise ID [--of LIMIT] [--steps A,B,…] [--chance 0.95] [--draws N] [--seed N] [--from T] [--to T]
 * [--as-of T] [--json] (--data FOLDER | --mapping M FILE… | [FILE…])`: how strong a promise could be and still be kept, and what each of
 * several limits or targets would have cost. 1 when some of the input was refused.
 * @throws KeptError USAGE, FILE_UNREADABLE, VALUE_RANGE, DESIGN_REFUSED, those of the book and of the log.
 */
export async function designerCommand(args: readonly string[], io: AnswerIo): Promise<number> {
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
  const { book: file, promise, json = false } = values;
  if (file === undefined || promise === undefined) throw new KeptError('USAGE', 'kept designer needs --book BOOK and --promise ID.');
  const wanted: Omit<DesignQuestion, 'book' | 'history'> = {
    promise,
    of: values.of ?? null,
    steps: stepsOf(values.steps),
    chance: chanceOf(values.chance),
    draws: wholeNumber('draws', values.draws, { without: DRAWS, most: DRAWS_MAX }),
    seed: wholeNumber('seed', values.seed, { without: 1, most: SEED_MAX }),
  };
  const { book } = loadBook(file);
  const { history, refused } = await readHistory(values, positionals, io);
  const answer = workedThrough('designer', design({ ...wanted, book, history }), io.stderr);
  if (answer === null) throw new KeptError('VALUE_RANGE', 'There are no events: nothing can be judged.');
  io.stdout.write(json ? `${JSON.stringify(answer)}\n` : designText(answer, book.zone));
  return refused === 0 ? 0 : 1;
}

function stepsOf(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const steps = text.split(',').map((step) => step.trim());
  if (steps.length <= STEPS_MAX && steps.every((step) => step !== '')) return steps;
  throw new KeptError('USAGE', `--steps takes up to ${STEPS_MAX} limits or targets with commas between them, such as 15min,30min,45min.`);
}

function chanceOf(text: string | undefined): number {
  const chance = text === undefined ? CHANCE : Number(text);
  if (chance > 0 && chance < 1) return chance;
  throw new KeptError('USAGE', `--chance takes a number between 0 and 1, not "${text}".`);
}

function wholeNumber(
  name: string,
  text: string | undefined,
  { without, most }: { readonly without: number; readonly most: number },
): number {
  if (text === undefined) return without;
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw new KeptError('USAGE', `--${name} takes a whole number up to ${most}, not "${text}".`);
}
