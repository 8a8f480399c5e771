import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { asUsage } from './as-usage.ts';

/** What `kept score` is asked for. */
export type ScoreOptions = {
  readonly book: string;
  readonly mapping: string;
  /** Learned from, not scored. */
  readonly warmUp: readonly string[];
  readonly data: readonly string[];
  /** Share of what each promise foretells that is learned from and not scored; `null` where the warm-up says that. */
  readonly split: number | null;
  /** None for all. */
  readonly promises: readonly string[];
  readonly moments: readonly string[];
  /** Windows with fewer cases are not scored. */
  readonly casesMin: number;
  /** Each month is scored by itself too. */
  readonly isByMonth: boolean;
  readonly isJson: boolean;
};

/** @throws KeptError USAGE. */
export function scoreOptions(args: readonly string[]): ScoreOptions {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const options = {
    book: text,
    mapping: text,
    'warm-up': texts,
    data: texts,
    split: text,
    promise: texts,
    at: texts,
    'min-cases': text,
    'by-month': { type: 'boolean' },
    json: { type: 'boolean' },
  } as const;
  const { values } = asUsage(() => parseArgs({ args: spread(args), options }));
  const { book, mapping, data = [], split } = values;
  if (book === undefined || mapping === undefined) throw new KeptError('USAGE', 'kept score needs --book BOOK and --mapping MAPPING.');
  if (data.length === 0) throw new KeptError('USAGE', 'kept score needs at least one file of events: --data FILE.');
  const warmUp = values['warm-up'] ?? [];
  if (split !== undefined && warmUp.length > 0) throw new KeptError('USAGE', 'Either --warm-up or --split says what is not scored.');
  return {
    book,
    mapping,
    warmUp,
    data,
    split: split === undefined ? null : shareOf(split),
    promises: values.promise ?? [],
    moments: values.at ?? [],
    casesMin: countOf(values['min-cases'] ?? '0'),
    isByMonth: values['by-month'] ?? false,
    isJson: values.json ?? false,
  };
}

/** Options of which several values may follow: `--data a.csv b.csv` is `--data a.csv --data b.csv`. */
const MANY: ReadonlySet<string> = new Set(['--warm-up', '--data', '--promise', '--at']);

function spread(args: readonly string[]): string[] {
  let current: string | null = null;
  return args.flatMap((arg, at) => {
    if (arg.startsWith('--')) {
      current = MANY.has(arg) ? arg : null;
      return [arg];
    }
    const isFurther = current !== null && args[at - 1] !== current;
    return isFurther && current !== null ? [current, arg] : [arg];
  });
}

function shareOf(text: string): number {
  const share = Number(text);
  if (!/^0?\.\d{1,6}$|^0$/.test(text) || share >= 1)
    throw new KeptError('USAGE', `--split takes a share from 0 to below 1, not "${text}".`);
  return share;
}

function countOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new KeptError('USAGE', `--min-cases takes a whole number, not "${text}".`);
  return Number(text);
}
