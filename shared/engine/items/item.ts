import type { Mark, Obligation } from '../../clock/index.ts';
import type { BlockText } from '../frozen/block-text.ts';
import type { Counted, Open } from '../state.ts';

const NONE: readonly never[] = [];

/**
 * Everything about one subject: its marks in order and what each promise owes on it. Most have one of either for as long as they
 * are open, and then it is held without a list around it: a list of one takes as much room as what it holds.
 */
export class Item {
  readonly subject: string;
  #marks: Mark | readonly Mark[] = NONE;
  #obligations: Obligation | readonly Obligation[] = NONE;
  /** Deadline promises that some mark opens, in any version, in the book's order. */
  opened: readonly string[] = NONE;
  /** The register has put it: what recurs may be owed on it. */
  isRegistered = false;
  /** The first of those that are listed as open, the one that was listed last. */
  open: Open | null = null;
  /** Its events that ratios and counts hold, without those that a correction took the place of. */
  counted: Map<string, Counted> | null = null;
  /** Place of the last entry that bore on it. */
  place = 0;
  /** Something about it was settled or waived. */
  hasClosings = false;
  /** Ids of the marks whose place others take, come or still to come. */
  replaced: Set<string> | null = null;
  /** The instant it last asked to be woken at; an older wake in the queue is void. */
  wakeAtMs: number | null = null;
  /** Where its text stands, see `frozenTexts`, while nobody has asked for it since. */
  text: BlockText | null = null;

  constructor(subject: string) {
    this.subject = subject;
  }

  /** In the order of `compareMarks`. */
  get marks(): readonly Mark[] {
    return listed(this.#marks);
  }

  set marks(marks: readonly Mark[]) {
    this.#marks = unlisted(marks);
  }

  get obligations(): readonly Obligation[] {
    return listed(this.#obligations);
  }

  set obligations(obligations: readonly Obligation[]) {
    this.#obligations = unlisted(obligations);
  }
}

function listed<T extends object>(held: T | readonly T[]): readonly T[] {
  return isList(held) ? held : [held];
}

function unlisted<T extends object>(list: readonly T[]): T | readonly T[] {
  return list.length === 1 ? (list[0] as T) : list;
}

function isList<T extends object>(held: T | readonly T[]): held is readonly T[] {
  return Array.isArray(held);
}
