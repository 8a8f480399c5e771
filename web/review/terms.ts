/** What of a promise is changed in what-if. */
export const TERMS = ['within', 'target', 'calendar', 'other'] as const;
export type Term = (typeof TERMS)[number];

export type Change = {
  readonly promise: string;
  readonly term: Term;
  /** Of a limit that differs by tier; empty for all. */
  readonly tier: string;
  /** As a book writes it; of `other`, with its key before it: `late=10min`. */
  readonly value: string;
};

/** The change as `kept what-if --set` has it; `null` while it is not whole. */
export function setOf({ promise, term, tier, value }: Change): string | null {
  const wanted = value.trim();
  if (promise === '' || wanted === '') return null;
  if (term === 'other') return /^[\w.-]+\s*=\s*\S/.test(wanted) ? `${promise}.${wanted.replace(/\s*=\s*/, '=')}` : null;
  const key = term === 'within' && tier.trim() !== '' ? `within.${tier.trim()}` : term;
  return `${promise}.${key}=${wanted}`;
}

/** The change that an address holds; `null` where it holds none of this promise. */
export function changeOf(promise: string, set: string | null): Change | null {
  if (set === null || !set.startsWith(`${promise}.`) || !set.includes('=')) return null;
  const [key = '', value = ''] = halves(set.slice(promise.length + 1));
  const [term = '', tier = ''] = key.split('.');
  if (term === 'within') return { promise, term, tier, value };
  if (term === 'target' || term === 'calendar') return { promise, term, tier: '', value };
  return { promise, term: 'other', tier: '', value: `${key}=${value}` };
}

/** A target has `=` within it: only the first one parts key and value. */
function halves(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
