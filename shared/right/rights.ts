import type { Role, Subject } from './subject.ts';

/** A kind of subject as the table names it: a person by role. */
export type Who = Exclude<Subject['kind'], 'person'> | Role;

/**
 * What an action is about: `none` (nothing that belongs to somebody), `board` (one board), `site` (one site; where none is named, the
 * part of all that is of the sites one reaches, and whoever answers cuts it to them), `whole` (what cannot be cut, which who is bound to
 * some boards or sites may not see), `source` (the source of an event).
 */
export type ScopeKind = 'none' | 'board' | 'site' | 'whole' | 'source';

type Right = { readonly scope: ScopeKind; readonly may: readonly Who[] };

const EVERYONE: readonly Who[] = ['nobody', 'local', 'viewer', 'lead', 'admin', 'wall', 'source', 'folder'];
const PEOPLE: readonly Who[] = ['viewer', 'lead', 'admin'];
const READERS: readonly Who[] = ['local', ...PEOPLE];
const LEADS: readonly Who[] = ['local', 'lead', 'admin'];

/** Every right there is. Whatever stands in no row, nobody may do. */
export const RIGHTS = {
  /** Whether the server is well, the schema of books, and the pages themselves, which hold no figures. */
  'open-page': { scope: 'none', may: EVERYONE },
  /** The customers' pages: public promises alone. */
  'see-public': { scope: 'none', may: EVERYONE },
  'file-case': { scope: 'none', may: EVERYONE },
  /** By password, by a one-time link; and to ask who one is. */
  'sign-in': { scope: 'none', may: EVERYONE },
  /** To end one's own sessions, and to change one's own password. */
  'own-session': { scope: 'none', may: PEOPLE },
  /** The names of the boards that one may see. */
  'list-boards': { scope: 'none', may: READERS },
  'see-board': { scope: 'board', may: [...READERS, 'wall'] },
  /** Another time than now, of what one may see now; and replays. */
  'see-history': { scope: 'none', may: READERS },
  'see-feeds': { scope: 'whole', may: READERS },
  /** Rows of the desk, explanations and receipts: they name items, people and what is owed for one obligation. */
  'see-desk': { scope: 'site', may: READERS },
  /** The desk of another time as it ran: it is not cut to sites. */
  'replay-desk': { scope: 'whole', may: READERS },
  /** What the book names under `personal`, of the events about one obligation: each look is written down. */
  'see-personal': { scope: 'site', may: LEADS },
  /** What a site's own people see of their promises: no money, and no name but that of an item. */
  'see-crew': { scope: 'site', may: READERS },
  /** To acknowledge, assign, note, exclude and include. */
  act: { scope: 'site', may: LEADS },
  /** What one shift leaves to the next, which is not cut to sites; to sign it off and to take it over. */
  'see-handover': { scope: 'whole', may: READERS },
  'hand-over': { scope: 'whole', may: LEADS },
  /** To settle and waive what is owed, and to verify and reject complaints. */
  'decide-money': { scope: 'whole', may: LEADS },
  /** Sums of what is owed, and what finance books. */
  'see-money': { scope: 'whole', may: LEADS },
  'see-review': { scope: 'whole', may: READERS },
  /** Decisions and notes of the weekly review. */
  'note-review': { scope: 'whole', may: LEADS },
  'see-book': { scope: 'whole', may: READERS },
  /** Checks and trials of a draft, which take the machine's time. */
  'try-book': { scope: 'whole', may: LEADS },
  'publish-book': { scope: 'whole', may: ['local', 'admin'] },
  /** Who may read the data folder could write to the log in it as well, were it not open here. */
  'write-events': { scope: 'source', may: ['local', 'source', 'folder'] },
  /** People, wall tokens and ingest keys. */
  'manage-access': { scope: 'whole', may: ['admin'] },
  'see-audit': { scope: 'whole', may: ['admin'] },
  /** What is done to the data folder by a command, see `server/http/folder-door.ts`. */
  'keep-folder': { scope: 'none', may: ['folder'] },
} as const satisfies { readonly [action: string]: Right };

export type Action = keyof typeof RIGHTS;
export const ACTIONS = Object.keys(RIGHTS) as readonly Action[];

/** The row of an action; `null` for what stands in none. */
export function rightOf(action: string): Right | null {
  return Object.hasOwn(RIGHTS, action) ? RIGHTS[action as Action] : null;
}
