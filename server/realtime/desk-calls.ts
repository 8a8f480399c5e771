import { type Action, type Command, type EngineState, obligationNamed } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { deskDetail, isWithin, type Sites } from '../../shared/view/index.ts';
import { type Act, type ActReply, type DetailReply, parseAct, parseDetailRequest } from '../../shared/wire/index.ts';
import type { Receipt } from '../ports/index.ts';
import { type RedactionClass, showsDesk } from './redaction.ts';

/** What of it whoever calls may see. */
type Seen = { readonly redaction: RedactionClass; readonly sites: Sites };

/** What the desk's calls need: the state, and the way into the log. */
export type DeskSource = { readonly state: EngineState; command(command: Command): Promise<readonly Receipt[]> };

/** @throws KeptError as the reply to the call. */
export function detailFor({ state }: DeskSource, raw: unknown, { redaction, sites }: Seen): DetailReply {
  refuseOthers(redaction);
  const { id } = parseDetailRequest(raw);
  const detail = deskDetail(state, id, sites);
  if (detail === null) throw unknown(id);
  return { ok: true, detail };
}

/** Does what a person wants, in the name of `by` where somebody signed in; the reply comes when it is on disk. @throws KeptError as the reply to the call. */
export async function act(
  source: DeskSource,
  raw: unknown,
  { redaction, sites, by, nowAtMs }: Seen & { readonly by: string | null; readonly nowAtMs: number },
): Promise<ActReply> {
  refuseOthers(redaction);
  const wanted = parseAct(raw);
  refuseElsewhere(source.state, wanted.id, sites);
  const receipts = await source.command(actionOf(by === null ? wanted : { ...wanted, by }, nowAtMs));
  const receipt = receipts.find(({ status }) => status === 'conflict') ?? receipts.at(-1);
  if (receipt === undefined || receipt.status === 'conflict')
    throw new KeptError('EVENT_CONFLICT', 'The log holds another entry of this id.');
  return { ok: true, place: receipt.place };
}

/** What is of other sites is as if it were not there. What is no obligation is about money, and asks for the right to the whole. */
function refuseElsewhere(state: EngineState, id: string, sites: Sites): void {
  if (sites === 'all') return;
  const named = obligationNamed(state, id);
  if (named === null || !isWithin(state, sites, named.obligation)) throw unknown(id);
}

function unknown(id: string): KeptError {
  return new KeptError('OBLIGATION_UNKNOWN', `There is no obligation ${JSON.stringify(id.slice(0, 200))}.`);
}

function refuseOthers(redaction: RedactionClass): void {
  if (!showsDesk(redaction)) throw new KeptError('SUBSCRIBE_TO_DESK', 'Only a connection that shows the desk may ask this.');
}

function actionOf(wanted: Act, atMs: number): Action {
  const who = { id: wanted.id, by: wanted.by, atMs };
  switch (wanted.do) {
    case 'acknowledge':
    case 'unacknowledge':
    case 'unshelve':
      return { ...who, type: wanted.do };
    case 'shelve':
      return { ...who, type: 'shelve', untilAtMs: wanted.untilAtMs, reason: wanted.reason };
    case 'assign':
      return { ...who, type: 'assign', to: wanted.to };
    case 'note':
      return { ...who, type: 'note', text: wanted.text };
    case 'exclude':
    case 'include':
      return { ...who, type: wanted.do, reason: wanted.reason };
    case 'settle':
      return { ...who, type: 'settle', reason: wanted.reason ?? null, remedy: wanted.remedy ?? null };
    case 'waive':
      return { ...who, type: 'waive', reason: wanted.reason, remedy: wanted.remedy ?? null };
    case 'verify':
      return { ...who, type: 'verify', reason: wanted.reason ?? null };
    case 'reject':
      return { ...who, type: 'reject', reason: wanted.reason, answer: wanted.answer ?? null };
  }
}
