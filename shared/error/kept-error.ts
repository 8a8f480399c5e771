/** What to do about each refusal. The code is API: it is never renamed or given another meaning. */
const FIX = {
  ACCESS_BUSY: 'Try again as Retry-After says: many are signing in at once.',
  ACCESS_FULL: 'Remove people, tokens or keys that are no longer used, and do it again.',
  ACCESS_INVALID: 'Mend the field that is named and send it again.',
  ACCESS_LAST_ADMIN: 'Make somebody else an admin first.',
  ACCESS_NAME_TAKEN: 'Use another name, or change the person who has it.',
  ACCESS_UNKNOWN: 'Look at the list again: it may have been removed already.',
  ACCESS_UNREADABLE:
    'Bring access.json of the data folder back from a backup; or move it away, and the next start prints a link for a first admin again.',
  ACT_INVALID: 'Mend the field that is named and do it again.',
  ADDRESS_INVALID: 'Percent-encode the parts of the address as UTF-8.',
  ALREADY_DECIDED: 'Look at the complaint again; decide the other way where that was wrong.',
  ALREADY_EXCLUDED: 'It counts nowhere already; take it back in first to give another reason.',
  BACKUP_REFUSED: 'Name a folder that does not exist yet; a backup is never written over something.',
  BODY_TOO_LARGE: 'Send less at once; of events at most 1000 and 1 MiB a request.',
  BOARD_UNKNOWN: 'Use a board that the promise book names under `boards:`.',
  BOOK_INVALID: 'Mend the book at the place given and check it with `kept check`.',
  BOOK_OVER_BUDGET: 'Say why it is published all the same, raise the budget, or promise less.',
  BOOK_REFUSED: 'Mend the field that is named and publish again.',
  BOOK_RESTATES:
    'Add a `versions` entry with a date from today on, after one for what has held so far; or start with --restate to judge the past anew.',
  BOOK_STALE: 'Compare your draft with the book in force, take over what has changed there, and publish again.',
  BOOK_UNDATED: 'Write the change yourself into an entry of `versions` with a date from today on.',
  BOOK_UNREADABLE: 'Check the path and that this user may read the file.',
  BOOK_UNTRIED: 'See first what this draft would have done to the past; then publish.',
  BOOK_UNWRITABLE: 'Give the user of the server the right to write the file and its folder, or change the book where it is kept.',
  CASE_INVALID: 'Mend the field that is named and ask again; docs/protocol.md shows a case.',
  COMPLAINT_UNKNOWN: 'Use the id of a complaint that was filed, or of a row about it.',
  CONTENT_TYPE: 'Send JSON in UTF-8; events as application/cloudevents+json, application/cloudevents-batch+json, or with ce-* headers.',
  DECISION_DONE: 'Look at the agenda again: somebody has finished it already.',
  DECISION_UNKNOWN: 'Use the id of a decision that the review of a week lists.',
  DEMO_UNREADABLE: 'Install Kept again: examples/nyc-demo/flights.csv.gz is part of it.',
  ERASE_INVALID: 'Name --subject S or --place N, and --by and --reason as short texts.',
  DESIGN_REFUSED:
    'Name a promise with a limit that can be moved: `within`, or `due` with `late`, or a `target`; where it has several, name one of them.',
  EVENT_CONFLICT: 'This id was sent before with other content. Send a correction as a new event with `data.replaces`.',
  EVENT_FIELD: 'Correct the field that is named and send the event again.',
  EVENT_FUTURE: 'Check the clock of the sender: an event may lie at most 5 minutes ahead.',
  EVENT_RESERVED: 'Types that begin with `kept.` are written by Kept alone; use another type.',
  EXCLUDED_BY_RULE: 'A rule of the promise book excludes it; change the rule where the rule is wrong.',
  FILE_UNREADABLE: 'Check the path, that this user may read the file, and that it is whole.',
  HANDOVER_TAKEN: 'Look at the desk again: somebody has taken it over already.',
  HANDOVER_UNKNOWN: 'Look at the desk again: another handover was signed since, and that one is to be taken over.',
  HEADERS_TOO_LARGE: 'Send fewer or shorter headers, 16 KiB in all; a browser that holds too many cookies has to forget some.',
  HISTORY_BUSY: 'Ask again as Retry-After says, or for less at once; answers are kept for some seconds.',
  HISTORY_TOO_LARGE: 'Ask for an earlier time: up to it the log is shorter. Or give the server more memory.',
  HISTORY_WITHOUT_BOOK: 'Start Kept once with the promise book of this log, which writes it down there, and ask again.',
  JSON_INVALID: 'Send well-formed JSON in UTF-8.',
  KEY_REFUSED: 'Ask with the key in holder.json of the data folder, as `kept erase` and `kept archive` do.',
  LOG_BUSY: 'Wait as long as Retry-After says and send it again; ids make repeats harmless.',
  LOG_CLOSED: 'The server is stopping; send it again after it has started.',
  LOG_DAMAGED:
    'Nothing was overwritten. Stop the server, look at it with `kept verify FOLDER`, then bring back a backup with `kept restore BACKUP FOLDER --replace`; or, without one, keep what is good with `kept restore FOLDER FOLDER --replace --good-part`.',
  LOG_FAILED:
    'Check free disk space and permissions of the data folder, and that Redis answers where the log is on Redis; then send it again.',
  LOG_FORMAT: 'Open this data folder with the version of Kept that wrote it, or choose another one with KEPT_DATA.',
  LOG_GAP: 'Bring back the append-only file of Redis and the data folder as they were when the places that are named were written.',
  LOG_LOCKED: 'Another Kept has this data folder open: stop it, or choose another folder with KEPT_DATA.',
  LOG_ON_REDIS: 'Start `kept serve` once with the --log that it had; when it has ended cleanly, the folder holds the whole log.',
  LOG_UNSAFE: 'Set it so and restart Redis; or start with --redis-unsafe where losing the last events does no harm.',
  LOG_UNSURE: 'Send it again: what is in the log already is counted once.',
  MAPPING_INVALID: 'Mend the mapping at the place given.',
  NOT_ACKNOWLEDGED: 'Only who acknowledged it takes that back; look at it again to see who has it.',
  NOT_EXCLUDED: 'It counts already; look at it again to see how it stands.',
  NOTHING_TO_ERASE:
    'Look at the subject or the places again. What was erased before is gone already; and only values that the book named under `personal` when they came can be erased.',
  NOTHING_OWED: 'Look at the ledger again: it was settled, waived or taken back, or is not owed yet.',
  OBLIGATION_UNKNOWN: 'Use the id of a row of the desk, or what `kept judge` prints; what a correction took back is gone.',
  ORIGIN_REFUSED: 'Open the page from the address that this server prints.',
  NOT_FOUND: 'Check the address and the method; docs/protocol.md lists what there is.',
  NOT_READY: 'Wait until /readyz answers 200 and ask again.',
  NOT_SHELVED: 'It is on the list already; look at it again to see how it stands.',
  OIDC_DOWN: 'Try again later, or sign in by name and password; an admin may look at the issuer in the file of the provider.',
  OIDC_INVALID: 'Mend the file that --oidc names; docs/signing-in.md shows one.',
  OIDC_NO_ROLE: 'Ask whoever keeps the provider for a group that this Kept has a role for.',
  OIDC_REFUSED: 'Begin again at the page where one signs in.',
  OPEN_REFUSED:
    'Start with --accounts, which has people sign in; or with --open where everyone who reaches this address may see and do everything.',
  PORT_TAKEN: 'Stop the other program, or choose another port with PORT or --port.',
  PROTOCOL_VERSION: 'Reload the page to get the version that fits this server.',
  RATE_LIMITED: 'Wait as long as Retry-After says and send it again, many events in one batch; ids make repeats harmless.',
  REQUEST_MALFORMED: 'Send HTTP/1.1 as RFC 9112 has it.',
  REQUEST_SLOW: 'Send the whole request within a minute, its headers within ten seconds.',
  RESTORE_REFUSED: 'Restore into another folder, or move what is there away yourself.',
  REPLAY_BUSY: 'Close another replay first, or wait until one has ended.',
  REPLAY_INVALID: 'Mend the field that is named; docs/protocol.md shows what a replay takes.',
  REPLAY_UNKNOWN: 'Open the replay again: it has ended, with its socket or by itself.',
  RIGHT_MISSING: 'Ask an admin of this Kept for the right, or sign in as somebody who has it.',
  ROW_INVALID: 'Mend the row in the file, or the column or format in the mapping, and import again: ids make repeats harmless.',
  SERVER_BUSY: 'Try again after the time given; a page does so by itself.',
  SERVER_FAULT: 'The console of the server says what happened; tell its operator and try again.',
  SIGN_IN_FAILED: 'Check the name and the password and try again; an admin can give you a link for a new password.',
  SIGN_IN_LATER: 'Wait as long as Retry-After says and try again.',
  SIGN_IN_NEEDED: 'Sign in, or send the token or key that an admin has given.',
  SITE_UNKNOWN: 'Use a site that /api/crew lists: a group of a promise that has had something to judge.',
  SUBSCRIBE_INVALID: 'Subscribe with { view: "wall", board: "<name>" } or { view: "desk" }.',
  SUBSCRIBE_TO_DESK: 'Subscribe with { view: "desk" } on this connection first.',
  TIME_INVALID: 'Use an RFC 3339 time with an offset, such as 2026-06-18T15:42:08+08:00, that lies in the log; for known-at also a place.',
  TLS_INVALID: 'Name the files of a certificate with its chain and of its own key, as PEM, that this user may read.',
  TOKEN_REFUSED: 'Ask an admin for a new one: it was revoked, has run out or was not copied whole.',
  USAGE: 'See `kept help`.',
  VALUE_RANGE: 'Use a number within the range given.',
  WINDOW_UNKNOWN: 'Use a promise, a group and a start of a window as `kept judge` prints them.',
  ZONE_UNKNOWN: 'Use an IANA time zone name such as Asia/Shanghai.',
} as const;

export type KeptErrorCode = keyof typeof FIX;
export type WireError = { readonly code: KeptErrorCode; readonly message: string; readonly fix: string };

/** A refusal of the world's mistake: what happened in `message`, what to do in `fix`. */
export class KeptError extends Error {
  override readonly name = 'KeptError';
  readonly code: KeptErrorCode;

  constructor(code: KeptErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get fix(): string {
    return FIX[this.code];
  }

  toJSON(): WireError {
    return { code: this.code, message: this.message, fix: this.fix };
  }
}
