import type { Action, Command, EngineState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { deskDetail } from '../../shared/view/index.ts';
import { type Act, type ActReply, type DetailReply, parseAct, parseDetailRequest } from '../../shared/wire/index.ts';
import type { Receipt } from '../ports/index.ts';
import { type RedactionClass, showsDesk } from './redaction.ts';

/** What the desk's calls need: the state, and the way into the log. */
export type DeskSource = { readonly state: EngineState; command(command: Command): Promise<readonly Receipt[]> };

/** @throws KeptError as the reply to the call. */
export function detailFor({ state }: DeskSource, raw: unknown, redaction: RedactionClass): DetailReply {
  refuseOthers(redaction);
  const { id } = parseDetailRequest(raw);
  const detail = deskDetail(state, id);
  if (detail === null) throw new KeptError('OBLIGATION_UNKNOWN', `There is no obligation ${JSON.stringify(id)}.`);
  return { ok: true, detail };
}

/** Does what a person wants, in the name of `by` where somebody signed in; the reply comes when it is on disk. @throws KeptError as the reply to the call. */
export async function act(
  source: DeskSource,
  raw: unknown,
  { redaction, by, nowAtMs }: { readonly redaction: RedactionClass; readonly by: string | null; readonly nowAtMs: number },
): Promise<ActReply> {
  refuseOthers(redaction);
  const receipts = await source.command(actionOf(by === null ? parseAct(raw) : { ...parseAct(raw), by }, nowAtMs));
  const receipt = receipts.find(({ status }) => status === 'conflict') ?? receipts.at(-1);
  if (receipt === undefined || receipt.status === 'conflict')
    throw new KeptError('EVENT_CONFLICT', 'The log holds another entry of this id.');
  return { ok: true, place: receipt.place };
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
