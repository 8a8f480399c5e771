import type { Book } from '../../shared/book/index.ts';
import type { LogHistory } from '../ports/index.ts';
import { Books } from './books.ts';
import { EventsInTime } from './events-in-time.ts';
import { foldFromZero, type StateAt } from './state-at.ts';
import { Trials } from './trials.ts';

export type HistoryOptions = {
  readonly log: LogHistory;
  /** How a state of the past is come by under a book; by folding the whole log where it is not given. */
  readonly statesUnder?: (book: Book, hash: string | null) => StateAt;
  /** From so many places on, going forth asks for the state of there and does not fold what lies between. Without end while that is dearer. */
  readonly jumpPlaces?: number;
};

/** The log of the past with its books, and the way to a state of it. */
export class History {
  readonly log: LogHistory;
  readonly books: Books;
  readonly events: EventsInTime;
  readonly trials = new Trials();
  readonly statesUnder: (book: Book, hash: string | null) => StateAt;
  readonly jumpPlaces: number;

  constructor({ log, statesUnder, jumpPlaces = Number.POSITIVE_INFINITY }: HistoryOptions) {
    this.log = log;
    this.books = new Books(log);
    this.events = new EventsInTime(log);
    this.statesUnder = statesUnder ?? ((book) => foldFromZero(log, book));
    this.jumpPlaces = jumpPlaces;
  }
}
