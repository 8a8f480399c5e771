/** One call of a socket that nobody should make: the code of its refusal, or none where it gets no answer. */
export type CallCase = {
  readonly name: string;
  readonly as?: string;
  /** Subscribes to the desk first. */
  readonly onDesk?: boolean;
  readonly event: string;
  readonly raw: unknown;
  readonly code: string | null;
};

const call = (
  event: string,
  code: string | null,
  calls: { readonly [name: string]: unknown },
  more: Partial<CallCase> = {},
): readonly CallCase[] => Object.entries(calls).map(([name, raw]) => ({ name: `${event}: ${name}`, event, raw, code, ...more }));

const SHAPES = { nothing: null, 'a number': 5, 'a text': 'wall', 'a list': [], 'an empty object': {} };
const RANGE = { fromAtMs: 0, toAtMs: 1 };
const ACT = { id: 'a b 1', by: 'Me' };

export const CALL_CASES: readonly CallCase[] = [
  ...call('subscribe', 'SUBSCRIBE_INVALID', {
    ...SHAPES,
    'a view that is not': { view: 'review' },
    'a view that every object has': { view: '__proto__' },
    'a board that is none': { view: 'wall', board: 7 },
    'a board out of the folder': { view: 'wall', board: '../../etc/passwd' },
    'a board of a thousand characters': { view: 'wall', board: 'a'.repeat(1_000) },
    'a board that every object has': { view: 'wall', board: '__proto__' },
    'a position that is none': { view: 'desk', resume: 5 },
    'a position before the first': { view: 'desk', resume: { epoch: 'x', seq: -1 } },
    'a position beyond all numbers': { view: 'desk', resume: { epoch: 'x', seq: 1e300 } },
    'an epoch that is an object': { view: 'desk', resume: { epoch: {}, seq: 1 } },
  }),
  ...call('subscribe', 'BOARD_UNKNOWN', {
    'a board that is not': { view: 'wall', board: 'nowhere' },
    'a board that is a method': { view: 'wall', board: 'constructor' },
  }),
  ...call(
    'subscribe',
    'RIGHT_MISSING',
    { 'the desk by a wall': { view: 'desk' }, 'another board by a wall': { view: 'wall', board: 'yard' } },
    { as: 'wall' },
  ),
  ...call('detail', 'SUBSCRIBE_TO_DESK', { 'before the desk is shown': { id: 'x' } }),
  ...call(
    'detail',
    'ACT_INVALID',
    { ...SHAPES, 'an id that is a list': { id: ['x'] }, 'an id of five thousand characters': { id: 'x'.repeat(5_000) } },
    { onDesk: true },
  ),
  ...call(
    'detail',
    'OBLIGATION_UNKNOWN',
    {
      'an id that is not': { id: 'a b 1' },
      'an id that every object has': { id: '__proto__ constructor 1' },
      'an id of nothing': { id: '  ' },
    },
    { onDesk: true },
  ),
  ...call(
    'act',
    'ACT_INVALID',
    {
      ...SHAPES,
      'a deed that is not': { ...ACT, do: 'fly' },
      'a deed that every object has': { ...ACT, do: 'constructor' },
      'a deed that is a list': { ...ACT, do: ['note'] },
      'without a name': { id: 'a b 1', do: 'acknowledge' },
      'shelved until never': { ...ACT, do: 'shelve', untilAtMs: 'never', reason: 'x' },
      'shelved until after the end of time': { ...ACT, do: 'shelve', untilAtMs: 1e300, reason: 'x' },
      'settled by half a remedy': { ...ACT, do: 'settle', remedy: 0.5 },
      'settled by a remedy before the first': { ...ACT, do: 'settle', remedy: -1 },
      'a note that is an object': { ...ACT, do: 'note', text: {} },
    },
    { onDesk: true },
  ),
  ...call(
    'act',
    'OBLIGATION_UNKNOWN',
    {
      'about what is not': { ...ACT, do: 'acknowledge' },
      'about what every object has': { ...ACT, id: '__proto__ x 1', do: 'acknowledge' },
    },
    { onDesk: true },
  ),
  ...call(
    'act',
    'RIGHT_MISSING',
    { 'by a viewer': { ...ACT, do: 'acknowledge' }, 'about money by a viewer': { ...ACT, do: 'waive', reason: 'x' } },
    { as: 'viewer' },
  ),
  ...call('replay-open', 'REPLAY_INVALID', {
    ...SHAPES,
    'that runs backwards': { view: 'desk', fromAtMs: 2, toAtMs: 1 },
    'from before the beginning': { view: 'desk', fromAtMs: -1, toAtMs: 1 },
    'to half a millisecond': { view: 'desk', fromAtMs: 0, toAtMs: 0.5 },
    'to after now': { view: 'desk', fromAtMs: 0, toAtMs: 8_000_000_000_000_000 },
    'faster than anything': { view: 'desk', ...RANGE, speed: 1e300 },
    backwards: { view: 'desk', ...RANGE, speed: -1 },
    'at a speed of words': { view: 'desk', ...RANGE, speed: 'fast' },
    'paused by a number': { view: 'desk', ...RANGE, paused: 1 },
    'of a board out of the folder': { view: 'wall', board: '../x', ...RANGE },
  }),
  ...call('replay-open', 'RIGHT_MISSING', { 'by a wall': { view: 'wall', board: 'wall', ...RANGE } }, { as: 'wall' }),
  ...call('replay-do', 'REPLAY_INVALID', {
    ...SHAPES,
    'what is not': { do: 'fly' },
    'a seek to words': { do: 'seek', atMs: 'soon' },
    'a speed of nothing': { do: 'speed', speed: 0 },
    'a step to a line of two thousand characters': { do: 'step', line: 'x'.repeat(2_000) },
  }),
  ...call('replay-do', 'REPLAY_UNKNOWN', { 'where none is open': { do: 'play' } }),
  ...['sbscribe', 'toString', '__proto__', 'constructor', 'hasOwnProperty'].map(
    (event): CallCase => ({ name: `an event that is not: ${event}`, event, raw: {}, code: null }),
  ),
];

/** What a page may say of itself when it connects, and why it is refused. */
export const HELLO_CASES: readonly {
  readonly name: string;
  readonly as?: string;
  readonly auth: object;
  readonly headers?: { readonly [name: string]: string };
  readonly code: string;
}[] = [
  { name: 'no protocol', auth: {}, code: 'PROTOCOL_VERSION' },
  { name: 'a protocol to come', auth: { protocols: [99] }, code: 'PROTOCOL_VERSION' },
  { name: 'a thousand protocols before the right one', auth: { protocols: Array(1_000).fill(1) }, code: 'PROTOCOL_VERSION' },
  { name: 'a protocol that is an object', auth: { protocols: { length: 1, 0: 6 } }, code: 'PROTOCOL_VERSION' },
  { name: 'a token that never was', as: 'nobody', auth: { token: `kw_${'A'.repeat(43)}` }, code: 'TOKEN_REFUSED' },
  { name: 'a token that is an object', as: 'nobody', auth: { token: { toString: 'x' } }, code: 'TOKEN_REFUSED' },
  { name: 'an empty token', as: 'nobody', auth: { token: '' }, code: 'TOKEN_REFUSED' },
  { name: 'a session as a token', as: 'nobody', auth: { token: `ks_${'A'.repeat(43)}` }, code: 'TOKEN_REFUSED' },
  { name: 'nothing that says who it is', as: 'nobody', auth: {}, code: 'SIGN_IN_NEEDED' },
  { name: 'an ingest key', as: 'source', auth: {}, code: 'RIGHT_MISSING' },
];

/** Frames that no page sends: the connection ends, and the server does not. */
export const FRAME_CASES: readonly { readonly name: string; readonly frame: string | Uint8Array<ArrayBuffer> }[] = [
  { name: 'seventeen kibibytes', frame: `42["subscribe","${'x'.repeat(17 * 1024)}"]` },
  { name: 'a packet of no type', frame: '9' },
  { name: 'an event that is no list', frame: '42{"a":1}' },
  { name: 'an event without a name', frame: '42[]' },
  { name: 'an event by a number', frame: '42[7]' },
  { name: 'half an event', frame: '42["subscribe"' },
  { name: 'an event of a reserved name', frame: '42["disconnect"]' },
  { name: 'an attachment that never comes, twice', frame: '451-["subscribe",{"_placeholder":true,"num":0}]' },
  { name: 'a million attachments', frame: '451000000-["a",{"_placeholder":true,"num":0}]' },
  { name: 'an attachment before the first', frame: '451-["a",{"_placeholder":true,"num":-1}]' },
  { name: 'an attachment without an event', frame: new Uint8Array([1, 2, 3]) },
  { name: 'an answer that nobody waits for', frame: '43999["x"]' },
  { name: 'an answer by a number beyond all', frame: `43${'9'.repeat(40)}["x"]` },
  { name: 'another place of the server', frame: '40/admin,{}' },
  { name: 'a second hello', frame: '40{}' },
  { name: 'an error', frame: '44{"message":"x"}' },
  { name: 'lists in lists, deep', frame: `42["subscribe",${'['.repeat(7_000)}${']'.repeat(7_000)}]` },
];
