import { type Allowance, allowanceOf, type Book, type ByTier, type Deadline, durationMsOf } from '../book/index.ts';
import { KeptError } from '../error/index.ts';

/** Amounts that are alike: milliseconds of working or of all time, working days, or months. */
export type LimitUnit = { readonly kind: Allowance['kind']; readonly isStrict: boolean };

/** One limit of a promise, as the book writes it, with how much it is in its unit. */
export type Limit = LimitUnit & { readonly terms: string; readonly amount: number };

/** All limits of a deadline that can be moved, each once; none where its due is set by a slot or by a date. */
export function limitsIn({ limit }: Deadline): readonly Limit[] {
  if (limit.kind === 'due') return [lateLimit(limit.lateMs)];
  if (limit.kind !== 'within') return [];
  const { byTier, exceptions } = limit.limits;
  const limits = [...allowancesIn(byTier), ...exceptions.map(({ within }) => within)].map(limitOf);
  return [...new Map(limits.map((each) => [each.terms, each])).values()];
}

/** The limit that a designer moves. @throws KeptError DESIGN_REFUSED. */
export function chosenLimit(promise: Deadline, terms: string | null): Limit {
  const limits = promise.settles === null ? limitsIn(promise) : [];
  const names = limits.map((limit) => limit.terms).join(', ');
  if (limits.length === 0) throw new KeptError('DESIGN_REFUSED', `\`${promise.id}\` has no limit that can be moved.`);
  const found = terms === null ? limits : limits.filter((limit) => limit.terms === plain(terms));
  if (found.length === 1) return found[0] as Limit;
  throw new KeptError('DESIGN_REFUSED', `\`${promise.id}\` has the limits ${names}: name one of them.`);
}

/** A limit of the same unit as another. @throws KeptError DESIGN_REFUSED. */
export function limitLike(terms: string, { kind, isStrict }: LimitUnit): Limit {
  const allowance = allowanceOf(terms);
  if (allowance === null) throw new KeptError('DESIGN_REFUSED', `"${terms}" is no limit.`);
  const limit = limitOf(allowance);
  if (limit.kind === kind && limit.isStrict === isStrict) return limit;
  throw new KeptError('DESIGN_REFUSED', `"${terms}" is another kind of limit than the one that it is to replace.`);
}

/**
 * The book with another limit in the place of one, in every version. Where the promise has that one alone, it is replaced whatever it was
 * in earlier versions.
 */
export function withLimit(book: Book, promise: Deadline, from: Limit, to: Limit): Book {
  const isOnly = limitsIn(promise).length === 1;
  const allowance = allowanceOf(to.terms) as Allowance;
  const moved = (was: Allowance) => (isOnly || limitOf(was).terms === from.terms ? allowance : was);
  const limitAs = (limit: Deadline['limit']): Deadline['limit'] => {
    if (limit.kind === 'due') return { ...limit, lateMs: durationMsOf(to.terms) ?? limit.lateMs };
    if (limit.kind !== 'within') return limit;
    const { byTier, exceptions } = limit.limits;
    return {
      ...limit,
      limits: { byTier: movedByTier(byTier, moved), exceptions: exceptions.map((each) => ({ ...each, within: moved(each.within) })) },
    };
  };
  const versions = book.versions.map((version) => ({
    ...version,
    promises: version.promises.map((each) =>
      each.id === promise.id && each.kind === 'deadline' ? { ...each, limit: limitAs(each.limit) } : each,
    ),
  }));
  return { ...book, versions };
}

function movedByTier(byTier: ByTier<Allowance>, moved: (was: Allowance) => Allowance): ByTier<Allowance> {
  if ('value' in byTier) return { value: moved(byTier.value) };
  return { tiers: new Map([...byTier.tiers].map(([tier, inner]) => [tier, movedByTier(inner, moved)])) };
}

function allowancesIn(byTier: ByTier<Allowance>): readonly Allowance[] {
  return 'value' in byTier ? [byTier.value] : [...byTier.tiers.values()].flatMap(allowancesIn);
}

/** An allowance as a limit: its text as a book writes it, without spaces where none are needed. */
export function limitOf(allowance: Allowance): Limit {
  const { kind } = allowance;
  const terms = kind === 'elapsed' ? `${plain(allowance.written)} elapsed` : plain(allowance.written);
  if (kind === 'wd') return { terms, kind, isStrict: false, amount: allowance.days };
  if (kind === 'months') return { terms: terms.replace(/(\d)month/, '$1 month'), kind, isStrict: false, amount: allowance.months };
  return { terms, kind, isStrict: allowance.isStrict, amount: allowance.ms };
}

/** What `late` tolerates is time on the wall; a strict one was read as one millisecond less. */
function lateLimit(lateMs: number): Limit {
  const isStrict = (lateMs + 1) % 1000 === 0 && lateMs > 0;
  const amount = isStrict ? lateMs + 1 : lateMs;
  return { terms: msText(amount, { kind: 'working', isStrict }), kind: 'working', isStrict, amount };
}

const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** `90min`, `<15min`, `4h elapsed`: the largest unit that makes a whole number; days are left out, since some days have less work. */
export function msText(ms: number, { kind, isStrict }: LimitUnit): string {
  const [name, unitMs] = UNITS.find(([, each]) => ms % each === 0 && ms >= each) ?? ['s', 1_000];
  return `${isStrict ? '<' : ''}${ms / unitMs}${name}${kind === 'elapsed' ? ' elapsed' : ''}`;
}

function plain(terms: string): string {
  return terms.trim().replaceAll(/\s+(?!elapsed|month)/g, '');
}
