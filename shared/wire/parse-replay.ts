import { KeptError } from '../error/index.ts';
import { BOARD_NAME } from './parse-subscribe.ts';
import { REPLAY_SPEED_MAX, type ReplayDo, type ReplayOpen } from './replay.ts';

const DEEDS = ['play', 'pause', 'speed', 'seek', 'step', 'close'];
/** Longest id of a line: a promise and its group. */
const LINE_LENGTH_MAX = 1_200;

/** A replay that is asked for, as it came over the wire, checked. @throws KeptError REPLAY_INVALID naming the field. */
export function parseReplayOpen(raw: unknown): ReplayOpen {
  const fields = fieldsOf(raw);
  const { view, board, paused } = fields;
  const [fromAtMs, toAtMs] = [instantIn(fields, 'fromAtMs'), instantIn(fields, 'toAtMs')];
  if (fromAtMs > toAtMs) throw refusal('`fromAtMs` must not lie after `toAtMs`');
  if (paused !== undefined && typeof paused !== 'boolean') throw refusal('`paused` must be true or false');
  const range = { fromAtMs, toAtMs, speed: fields['speed'] === undefined ? 1 : speedIn(fields), paused: paused === true };
  if (view === 'desk') return { view, ...range };
  if (view !== 'wall') throw refusal('`view` must be "wall" or "desk"');
  if (typeof board !== 'string' || !BOARD_NAME.test(board)) throw refusal('`board` must be the name of a board');
  return { view, board, ...range };
}

/** What is asked of a replay, as it came over the wire, checked. @throws KeptError REPLAY_INVALID naming the field. */
export function parseReplayDo(raw: unknown): ReplayDo {
  const fields = fieldsOf(raw);
  const deed = fields['do'];
  switch (deed) {
    case 'play':
    case 'pause':
    case 'close':
      return { do: deed };
    case 'speed':
      return { do: deed, speed: speedIn(fields) };
    case 'seek':
      return { do: deed, atMs: instantIn(fields, 'atMs') };
    case 'step': {
      const { line, isBack } = fields;
      if (line !== undefined && (typeof line !== 'string' || line.length > LINE_LENGTH_MAX))
        throw refusal('`line` must be the id of a line');
      if (isBack !== undefined && typeof isBack !== 'boolean') throw refusal('`isBack` must be true or false');
      return { do: deed, ...(line === undefined ? {} : { line }), ...(isBack === true ? { isBack } : {}) };
    }
    default:
      throw refusal(`\`do\` must be one of ${DEEDS.join(', ')}`);
  }
}

type Fields = { readonly [key: string]: unknown };

function fieldsOf(raw: unknown): Fields {
  if (typeof raw !== 'object' || raw === null) throw refusal('it is not an object');
  return raw as Fields;
}

function instantIn(fields: Fields, name: string): number {
  const atMs = fields[name];
  if (typeof atMs !== 'number' || !Number.isSafeInteger(atMs) || atMs < 0) throw refusal(`\`${name}\` must be an instant in epoch ms`);
  return atMs;
}

function speedIn({ speed }: Fields): number {
  if (typeof speed !== 'number' || !(speed >= 1 && speed <= REPLAY_SPEED_MAX))
    throw refusal(`\`speed\` must be a number from 1 to ${REPLAY_SPEED_MAX}`);
  return speed;
}

function refusal(what: string): KeptError {
  return new KeptError('REPLAY_INVALID', `The replay was refused: ${what}.`);
}
