import express, { type Response, type Router } from 'express';
import { datedText, newestTermsText } from '../../shared/book/index.ts';
import type { BookTexts, EngineState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { BookTrial } from '../../shared/wire/index.ts';
import { type Clock, type EditedBook, type LogHistory, type Reviews, type ReviewWait, right, subjectOf } from '../ports/index.ts';
import { bookOnScreen } from './book-on-screen.ts';
import { checkDraft } from './check-draft.ts';
import { draftIn, fieldsOf, parsePublish, textIn } from './parse-publish.ts';
import { publishDraft } from './publish-draft.ts';
import { Tried } from './tried.ts';

export type BookRouterOptions = {
  readonly edited: EditedBook;
  /** Its `state` throws while the log is still being read. */
  readonly source: { readonly state: EngineState };
  readonly clock: Clock;
  /** `null` where the log cannot be read a second time. */
  readonly past: BookPast | null;
};

/** The log, and what drafts would have made of it. */
export type BookPast = {
  readonly history: () => LogHistory;
  readonly reviews: Reviews;
  /** Answers with the progress of the work and what came of it. */
  readonly stream: (response: Response, work: (wait: ReviewWait) => Promise<string>) => Promise<void>;
};

const BODY_BYTES_MAX = 1024 * 1024;
const PROMISE_LENGTH_MAX = 200;

/** `/api/book/…`: what the page of the book reads and does. Where it is mounted it is guarded by the right to read it. */
export function bookRouter({ edited, source, clock, past }: BookRouterOptions): Router {
  const router = express.Router();
  const tried = past === null ? null : new Tried();
  const history = () => past?.history() ?? null;
  router.use(express.json({ limit: BODY_BYTES_MAX }));
  router.get('/', (_request, response) => {
    const { state } = source;
    response.json(bookOnScreen({ edited, state, history: history(), canTry: past !== null, nowAtMs: clock.nowAtMs() }));
  });
  router.get('/texts/:place', ({ params }, response) => void response.json(textAt(history(), Number(params.place))));
  const mayTry = right('try-book');
  router.post('/check', mayTry, ({ body }, response) => {
    const isEffective = fieldsOf(body)['effective'] === true;
    response.json(checkDraft(edited, { text: draftIn(body), nowAtMs: clock.nowAtMs(), isEffective }));
  });
  router.post('/date', mayTry, ({ body }, response) => void response.json({ text: dated(edited, body) }));
  router.post('/trial', mayTry, async ({ body }, response) => {
    const text = draftIn(body);
    const read = rightDraft(edited, text);
    const would = { text, bases: read.bases };
    await streamed(past, response, async (reviews, wait) => {
      const answer = await reviews.ask({ what: 'draft', was: textsOf(edited), would }, wait);
      const trial: BookTrial | null = JSON.parse(answer);
      tried?.add(newestTermsText(read), { wouldYearMinor: trial?.wouldYearMinor ?? null });
      return answer;
    });
  });
  router.post('/design', mayTry, async ({ body }, response) => {
    const text = draftIn(body);
    const { bases } = rightDraft(edited, text);
    const promise = textIn(fieldsOf(body), 'promise', PROMISE_LENGTH_MAX);
    await streamed(past, response, (reviews, wait) => reviews.ask({ what: 'draft-design', draft: { text, bases }, promise }, wait));
  });
  router.post('/publish', right('publish-book'), async (request, response) => {
    const subject = subjectOf(request);
    const asked = parsePublish(request.body);
    // Who signed in publishes in their own name, whatever the page says.
    const named = subject.kind === 'person' ? { ...asked, by: subject.name } : asked;
    void source.state; // Before the log is folded nothing is put into it.
    response.status(201).json(await publishDraft(named, { edited, tried, nowAtMs: clock.nowAtMs() }));
  });
  return router;
}

/** @throws KeptError TIME_INVALID. */
async function streamed(
  past: BookPast | null,
  response: Response,
  work: (reviews: Reviews, wait: ReviewWait) => Promise<string>,
): Promise<void> {
  if (past === null) throw new KeptError('TIME_INVALID', 'This server cannot read its log a second time, and knows no time but now.');
  await past.stream(response, (wait) => work(past.reviews, wait));
}

function textsOf(edited: EditedBook): BookTexts {
  const { text, bases } = edited.current();
  return { text, bases };
}

/** @throws KeptError HISTORY_WITHOUT_BOOK. */
function textAt(history: LogHistory | null, place: number): object {
  const entry = Number.isSafeInteger(place) ? (history?.bookAt(place) ?? null) : null;
  if (entry === null || entry.place !== place) throw new KeptError('HISTORY_WITHOUT_BOOK', `No book stands at place ${place} of the log.`);
  return { place, hash: entry.hash, text: entry.text };
}

/** @throws KeptError BOOK_INVALID. */
function rightDraft(edited: EditedBook, text: string) {
  const read = edited.read(text);
  if (read.ok) return read;
  throw new KeptError('BOOK_INVALID', 'The draft has faults: mend them first.');
}

/** @throws KeptError BOOK_INVALID, BOOK_UNDATED. */
function dated(edited: EditedBook, body: unknown): string {
  const fields = fieldsOf(body);
  const draft = draftIn(body);
  const read = rightDraft(edited, draft);
  const { text, bases, read: old } = edited.current();
  const from = textIn(fields, 'from', 10);
  const newest = old.layered.versions.at(-1)?.from === null ? '' : (old.book.versions.at(-1)?.from ?? '');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from) || from < newest)
    throw new KeptError('BOOK_REFUSED', `\`from\` must be a date from ${newest} on, from which the newest version of the book counts.`);
  const note = fields['note'] === undefined || fields['note'] === '' ? '' : textIn(fields, 'note', 200);
  const made = datedText({ text, draft, textOf: (name) => bases[name] ?? null, from, note });
  const fresh = made === null ? null : edited.read(made);
  if (made === null || fresh === null || !fresh.ok || newestTermsText(fresh) !== newestTermsText(read))
    throw new KeptError('BOOK_UNDATED', 'The changes of this draft cannot be moved into a version by themselves.');
  return made;
}
