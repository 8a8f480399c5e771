/** What a person may be; each may all that the one before may, and more. */
export type Role = 'viewer' | 'lead' | 'admin';
export const ROLES: readonly Role[] = ['viewer', 'lead', 'admin'];

/** The boards, or the sites, that a person is bound to, by name; or all of them. */
export type Reach = 'all' | readonly string[];

/** Who does something. Nothing here is secret; `name` and `id` stand in the log. */
export type Subject =
  /** Accounts are on, and nothing came that says who it is. */
  | { readonly kind: 'nobody' }
  /** Accounts are off: whoever reaches the server, which listens on loopback alone unless its operator says otherwise. */
  | { readonly kind: 'local' }
  | { readonly kind: 'person'; readonly name: string; readonly role: Role; readonly boards: Reach; readonly sites: Reach }
  /** A screen with the token of one board. */
  | { readonly kind: 'wall'; readonly id: string; readonly board: string }
  /** A program with an ingest key: it may write events whose `source` begins with one of these. */
  | { readonly kind: 'source'; readonly id: string; readonly prefixes: readonly string[] }
  /** A command that may read the data folder, and so knows its key. */
  | { readonly kind: 'folder' };

export const NOBODY: Subject = { kind: 'nobody' };
export const LOCAL: Subject = { kind: 'local' };
export const FOLDER: Subject = { kind: 'folder' };
