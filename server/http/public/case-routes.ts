import type { Request, Response, Router } from 'express';
import type { EngineState } from '../../../shared/engine/index.ts';
import { KeptError } from '../../../shared/error/index.ts';
import { type PublicBoard, publicCase } from '../../../shared/view/index.ts';
import { right } from '../../ports/index.ts';
import { retryAfterSeconds } from '../events-problem.ts';
import { bodyOf } from '../request-body.ts';
import { type CaseEntry, type CaseKind, EMPTY_ENTRY, entryIn, type FormFault, faultsIn, filedData } from './case-form.ts';
import { casePage, followPage } from './case-page.ts';
import { caseSubject, Filing, PUBLIC_SOURCE } from './filing.ts';
import { formPage } from './form-page.ts';
import { notePage } from './note-page.ts';
import { linkTo, type PageContext } from './page-frame.ts';
import type { PublicFigures } from './public-figures.ts';
import { contextOf, type PublicPagesOptions, sendOwn } from './public-site.ts';
import { newToken, referenceIn } from './reference.ts';
import { senderAddress } from './sender-address.ts';

const PATHS: readonly (readonly [path: string, kind: CaseKind])[] = [
  ['/claim', 'claim'],
  ['/complain', 'complaint'],
];
const BODY_BYTES_MAX = 32 * 1024;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
const MINUTE_MS = 60_000;

type Parts = { readonly options: PublicPagesOptions; readonly figures: PublicFigures; readonly source: { readonly state: EngineState } };

/** The forms of claims and complaints, and the pages on which they are followed. */
export function addCaseRoutes(router: Router, parts: Parts): void {
  const { options, figures, source } = parts;
  const filing = new Filing({
    log: options.log,
    clock: options.clock,
    isKnown: (reference) => caseAt(source.state, reference) !== null,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  for (const [path, kind] of PATHS) {
    router.get(path, async (request, response) => {
      const board = await figures.board();
      const { promise } = request.query;
      const entry = { ...EMPTY_ENTRY, promise: typeof promise === 'string' ? promise : '', token: newToken() };
      sendForm(response, contextOf(request, board, options.banner), { kind, entry, board, faults: [] });
    });
    router.post(path, right('file-case'), (request, response) => take(request, response, { ...parts, filing, kind }));
  }
  router.get('/cases', async (request, response) => {
    const context = contextOf(request, await figures.board(), options.banner);
    const { reference: written } = request.query;
    const reference = typeof written === 'string' ? referenceIn(written) : null;
    if (reference !== null && caseAt(source.state, reference) !== null)
      return response.redirect(303, linkTo(context, `/promises/cases/${reference}`));
    sendOwn(
      response,
      typeof written === 'string' ? 404 : 200,
      followPage(context, typeof written === 'string' ? written.slice(0, 40) : null),
    );
  });
  router.get('/cases/:reference', async (request, response) => {
    const context = contextOf(request, await figures.board(), options.banner);
    const reference = referenceIn(request.params.reference);
    const found = reference === null ? null : caseAt(source.state, reference);
    if (reference === null || found === null) return sendOwn(response, 404, followPage(context, request.params.reference.slice(0, 40)));
    sendOwn(response, 200, casePage(context, reference, found));
  });
}

function caseAt(state: EngineState, reference: string) {
  return publicCase(state, caseSubject(reference), PUBLIC_SOURCE);
}

type Shown = { readonly kind: CaseKind; readonly entry: CaseEntry; readonly board: PublicBoard; readonly faults: readonly FormFault[] };

function sendForm(response: Response, context: PageContext, { board, ...form }: Shown, status = 200): void {
  sendOwn(response, status, formPage(context, { ...form, rows: board.rows }));
}

/** Takes a form: what is wrong with it is said beside it, and what is right is on disk before its page is named (PUB-5). */
async function take(
  request: Request,
  response: Response,
  { options, figures, filing, kind }: Parts & { readonly filing: Filing; readonly kind: CaseKind },
): Promise<void> {
  const board = await figures.board();
  const context = contextOf(request, board, options.banner);
  const entry = await entryOf(request);
  if (entry === null) return sendOwn(response, 400, notePage(context, 'public.refused.title', 'public.refused.form'));
  const again = (fault: FormFault, status: number) => sendForm(response, context, { kind, entry, board, faults: [fault] }, status);
  const faults = faultsIn(kind, entry, board.rows);
  if (faults.length > 0) return sendForm(response, context, { kind, entry: renewed(entry, faults), board, faults }, 422);
  try {
    const address = senderAddress(request, options.isBehindProxy ?? false);
    const filed = await filing.file(entry.token, address, filedData(kind, entry, context.words.language));
    if ('reference' in filed) return response.redirect(303, linkTo(context, `/promises/cases/${filed.reference}`));
    const minutes = Math.ceil(filed.waitMs / MINUTE_MS);
    response.set('Retry-After', String(Math.ceil(filed.waitMs / 1_000)));
    again({ field: null, key: 'public.wrong.often', args: { minutes } }, 429);
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    response.set('Retry-After', String(retryAfterSeconds(error) ?? 60));
    again({ field: null, key: error.code === 'LOG_UNSURE' ? 'public.wrong.unsure' : 'public.wrong.busy' }, 503);
  }
}

/** A form that came damaged gets a new token; any other keeps its own, so that a repeat is known again. */
function renewed(entry: CaseEntry, faults: readonly FormFault[]): CaseEntry {
  return { ...entry, trap: '', ...(faults.some(({ key }) => key === 'public.wrong.stale') ? { token: newToken() } : {}) };
}

/** `null` where it is no form, or too large. */
async function entryOf(request: Request): Promise<CaseEntry | null> {
  if (!FORM_TYPE.test(request.headers['content-type'] ?? '')) return null;
  try {
    const body = await bodyOf(request, BODY_BYTES_MAX);
    return body === undefined ? null : entryIn(new URLSearchParams(body.toString('utf8')));
  } catch (error) {
    if (error instanceof KeptError) return null;
    throw error;
  }
}
