/** A guard that asks by itself: where it stands, what it becomes without it, and the test that must fail then. */
export type Guard = {
  readonly what: string;
  readonly file: string;
  readonly guard: string;
  readonly without: string;
  readonly test: string;
  readonly name?: string;
};

const MATRIX = 'test/access/rights-matrix.test.ts';
const ACCOUNTS = 'test/access/accounts.test.ts';
const GATEWAY = 'server/realtime/gateway.test.ts';
const SERVER = 'server/http/bounded-server.test.ts';
const PACE = 'server/http/pace.test.ts';
const REQUESTS = 'test/hostile/requests.hostile.test.ts';

/** The guards that no right of a route declares. */
export const GUARDS: readonly Guard[] = [
  {
    what: 'the origin of a request',
    file: 'server/http/callers.ts',
    guard: 'if (fromHere === false ||',
    without: 'if (false && fromHere === false ||',
    test: ACCOUNTS,
    name: 'ACC-12',
  },
  {
    what: 'the origin of a request with a cookie',
    file: 'server/http/callers.ts',
    guard: "(fromHere === null && subject.kind === 'person')",
    without: 'false',
    test: ACCOUNTS,
    name: 'ACC-12',
  },
  {
    what: 'the origin of a socket',
    file: 'server/realtime/door.ts',
    guard: 'if (isFromHere(request.headers) === false)',
    without: 'if (false)',
    test: GATEWAY,
  },
  {
    what: 'that nothing is read of who may not write',
    file: 'server/http/events.ts',
    guard: "if (!allowsSomewhere(subject, 'write-events'))",
    without: 'if (false)',
    test: REQUESTS,
    name: 'of nobody, which are not read',
  },
  {
    what: 'the source of each event',
    file: 'server/http/admission.ts',
    guard: "if (source !== this.#allowed) refuseUnlessAllowed(this.#sender.subject, 'write-events', { source });",
    without: '',
    test: ACCOUNTS,
    name: 'ACC-3',
  },
  {
    what: 'the types of our own',
    file: 'server/http/admission.ts',
    guard: 'if (type.startsWith(RESERVED))',
    without: 'if (false)',
    test: 'server/http/events.test.ts',
  },
  {
    what: 'the rights of events',
    file: 'server/realtime/socket-guard.ts',
    guard: 'if (refusal !== null) throw refusal;',
    without: '',
    test: MATRIX,
    name: 'each event answers',
  },
  {
    what: 'who may open a socket at all',
    file: 'server/realtime/socket-guard.ts',
    guard: 'if (LIVE.some((action) => allowsSomewhere(caller.subject, action))) return caller;',
    without: 'return caller;',
    test: MATRIX,
    name: 'each event answers',
  },
  {
    what: 'events of the wire alone',
    file: 'server/realtime/socket-guard.ts',
    guard: 'if (!isEventOfWire(event)) return false;',
    without: '',
    test: MATRIX,
    name: 'not of the wire',
  },
  {
    what: 'the look at who may still be there',
    file: 'server/realtime/gateway.ts',
    guard: 'if (!isStillGood(this.#access, socket.data.caller)) socket.disconnect(true);',
    without: '{}',
    test: ACCOUNTS,
    name: 'ACC-5',
  },
  {
    what: 'the desk for who shows it',
    file: 'server/realtime/desk-calls.ts',
    guard: 'if (!showsDesk(redaction)) throw',
    without: 'if (false) throw',
    test: 'server/realtime/desk.test.ts',
  },
  {
    what: 'the name of who signed in',
    file: 'server/realtime/desk-calls.ts',
    guard: 'by === null ? wanted : { ...wanted, by }',
    without: 'wanted',
    test: ACCOUNTS,
    name: 'ACC-11',
  },
  {
    what: 'the sites that one may act on',
    file: 'server/realtime/desk-calls.ts',
    guard: 'refuseElsewhere(source.state, wanted.id, sites);',
    without: '',
    test: 'test/access/what-people-see.test.ts',
    name: 'ACC-14',
  },
  {
    what: 'the boards that one may see',
    file: 'server/http/app.ts',
    guard: "boards.filter(({ id }) => allows(subjectOf(request), 'see-board', { board: id }))",
    without: 'boards',
    test: MATRIX,
    name: 'names of the boards',
  },
  {
    what: 'the tries of a sign-in',
    file: 'server/access/sign-in.ts',
    guard: "if (isHeld) throw new KeptError('SIGN_IN_LATER'",
    without: "if (false) throw new KeptError('SIGN_IN_LATER'",
    test: ACCOUNTS,
    name: 'ACC-7',
  },
  {
    what: 'the last admin',
    file: 'server/access/grants.ts',
    guard: "if (wanted.role !== 'admin' || wanted.boards !== 'all' || wanted.sites !== 'all') this.#refuseLastAdmin(before);",
    without: '',
    test: ACCOUNTS,
    name: 'last admin',
  },
  {
    what: 'the end of sessions with a role',
    file: 'server/access/grants.ts',
    guard: 'store.people.put({ ...store.people.known(name), ...wanted });\n    store.sessions.endOf(personKey(name));',
    without: 'store.people.put({ ...store.people.known(name), ...wanted });',
    test: ACCOUNTS,
    name: 'ACC-5|last admin',
  },
  {
    what: 'the end of a session',
    file: 'server/access/sessions.ts',
    guard: 'return nowAtMs >= startedAtMs + ABSOLUTE_MS || nowAtMs >= usedAtMs + IDLE_MS;',
    without: 'return false;',
    test: ACCOUNTS,
    name: 'ACC-10',
  },
  {
    what: 'the key of the data folder',
    file: 'server/http/folder-door.ts',
    guard: 'if (!isKey(request.headers.authorization, key))',
    without: 'if (false)',
    test: 'server/http/folder-door.test.ts',
  },
  { what: 'the pace of events', file: 'server/http/pace.ts', guard: "throw tooFast('events');", without: ';', test: PACE },
  { what: 'the pace of requests', file: 'server/http/pace.ts', guard: "throw tooFast('requests');", without: ';', test: PACE },
  {
    what: 'the connections of an address',
    file: 'server/http/bounded-server.ts',
    guard: 'if (places.of(address) >= max)',
    without: 'if (false)',
    test: SERVER,
  },
  {
    what: 'the connections of all',
    file: 'server/http/bounded-server.ts',
    guard: 'server.maxConnections = connections;',
    without: '',
    test: SERVER,
  },
  {
    what: 'the time of a request',
    file: 'server/http/bounded-server.ts',
    guard: 'headersTimeout: headersMs, requestTimeout: requestMs,',
    without: 'headersTimeout: 0, requestTimeout: 0,',
    test: SERVER,
  },
  {
    what: 'the screens of an address',
    file: 'server/realtime/gateway.ts',
    guard: 'if (this.#door.isFull(socket.request))',
    without: 'if (false)',
    test: GATEWAY,
  },
  {
    what: 'the sessions of an address',
    file: 'server/realtime/door.ts',
    guard: 'const mayBeHeard = this.#heldBy(request) <',
    without: 'const mayBeHeard = true || this.#heldBy(request) <',
    test: GATEWAY,
  },
  { what: 'the hello of a connection', file: 'server/realtime/gateway.ts', guard: 'connectTimeout: helloMs,', without: '', test: GATEWAY },
  {
    what: 'the messages of a screen',
    file: 'server/realtime/gateway.ts',
    guard: 'this.#isTooBusy(socket, packet[0]) ||',
    without: '',
    test: GATEWAY,
  },
  {
    what: 'the size of a body',
    file: 'server/http/request-body.ts',
    guard: 'if (bytes > bytesMax) reject(tooLarge(bytesMax));\n      else resolve',
    without: 'resolve',
    test: REQUESTS,
    name: 'two mebibytes',
  },
  {
    what: 'the size of what is unpacked',
    file: 'server/http/request-body.ts',
    guard: '{ maxOutputLength: bytesMax }',
    without: '{}',
    test: REQUESTS,
    name: 'bomb',
  },
  {
    what: 'formulas in tables',
    file: 'shared/view/csv.ts',
    guard: 'FORMULA.test(text)',
    without: 'false',
    test: 'test/hostile/files.hostile.test.ts',
    name: 'EDGE-5',
  },
];
