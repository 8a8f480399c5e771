import type { Calendar } from '../calendar/index.ts';
import type { Expression } from './book.ts';
import { compileExpression } from './expression.ts';
import type { Path } from './source.ts';

/** Collects what is wrong with a promise's values, by path inside it. */
export type Complain = (path: Path, message: string, fix: string) => void;

/** What a promise is compiled against: parts of the book that it names. */
export type PromiseContext = {
  readonly currency: string;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly always: Calendar;
  readonly complain: Complain;
};

/** A compiled expression; a wrong one is complained about and gives nothing. */
export function expressionOf(source: string, path: Path, complain: Complain): Expression {
  const compiled = compileExpression(source);
  if ('evaluate' in compiled) return compiled;
  complain(path, compiled.message, compiled.fix);
  return { source, evaluate: () => undefined };
}
