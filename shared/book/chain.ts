import { type Fault, faultOf } from '../text/index.ts';
import { baseNameOf } from './base-name.ts';
import { writeForm } from './form.ts';
import { type FoundFault, fileText } from './issue.ts';
import { inMap, type Placed, placeAt } from './placed.ts';
import { readSource } from './source.ts';

/** The text of a base by its name, a path from the folder of the book; `null` where it cannot be read. */
export type TextOf = (name: string) => string | null;

/** A book with all that it extends: the last base first, the book itself at the end. `bases` are their texts by name. */
export type Chain = {
  readonly roots: readonly Placed[];
  readonly bases: { readonly [name: string]: string };
  readonly issues: readonly FoundFault[];
};

/** Longest book that is read, in characters. */
const BOOK_LENGTH_MAX = 1_000_000;
/** Deeper than head office, region, province, city and site. */
const BASES_MAX = 8;

/** Reads a book and what it extends, up to the first fault. */
export function chainOf(text: string, textOf: TextOf): Chain {
  const roots: Placed[] = [];
  const bases = new Map<string, string>();
  let name: string | null = null;
  let own = text;
  for (;;) {
    const { root, issues } = readLink(own, name);
    if (root === null) return { roots, bases: {}, issues };
    if (name !== null && root.kind !== 'map')
      return { roots, bases: {}, issues: [{ file: name, line: 1, column: 1, path: '', fault: faultOf('fault.no-book') }] };
    roots.unshift(root);
    const written = extendedBy(root);
    if (written === null) return { roots, bases: Object.fromEntries(bases), issues };
    const base = nextOf(written, name, [...bases.keys()], textOf);
    if ('message' in base) return { roots, bases: {}, issues: [issueAt(root, base)] };
    bases.set(base.name, base.text);
    name = base.name;
    own = base.text;
  }
}

function readLink(text: string, file: string | null): { readonly root: Placed | null; readonly issues: readonly FoundFault[] } {
  if (text.length <= BOOK_LENGTH_MAX) return readSource(text, file);
  const fault = faultOf('fault.long-book', { max: BOOK_LENGTH_MAX });
  return { root: null, issues: [{ file, line: 1, column: 1, path: '', fault }] };
}

/** What stands under `extends`; anything but a text is left to whoever checks the shape. */
function extendedBy(root: Placed): string | null {
  const written = inMap(root, 'extends');
  return written?.kind === 'scalar' && typeof written.value === 'string' ? written.value : null;
}

type Next = { readonly name: string; readonly text: string } | Fault;

function nextOf(written: string, from: string | null, before: readonly string[], textOf: TextOf): Next {
  const name = baseNameOf(written, from);
  if (name === null) return { message: { key: 'fault.no-base', args: { base: written } }, fix: writeForm('fault.form.base') };
  if (before.includes(name)) return faultOf('fault.circle', { circle: [...before.slice(before.indexOf(name)), name].join(' extends ') });
  if (before.length >= BASES_MAX) return faultOf('fault.many-bases', { max: BASES_MAX });
  const text = textOf(name);
  return text === null ? faultOf('fault.base-unread', { file: fileText('', name) }) : { name, text };
}

function issueAt(root: Placed, fault: Fault): FoundFault {
  const { file, line, column } = placeAt(root, ['extends'], 'value');
  return { file, line, column, path: 'extends', fault };
}
