import { KeptError } from '../../shared/error/index.ts';
import { fieldsOf, nameIn, textIn } from './access-fields.ts';
import type { AccessStore } from './access-store.ts';
import type { Grants } from './grants.ts';

/** Who may come in, as a command tells it: no secret, and no hash of one. */
export type AccessList = {
  readonly people: readonly {
    readonly name: string;
    readonly role: string;
    readonly boards: unknown;
    readonly sites: unknown;
    readonly by: string;
  }[];
  readonly walls: readonly { readonly id: string; readonly label: string; readonly board: string; readonly seenAtMs: number | null }[];
  readonly keys: readonly {
    readonly id: string;
    readonly label: string;
    readonly prefixes: readonly string[];
    readonly seenAtMs: number | null;
  }[];
};

/** Who acts by the data folder, as the log names them. */
const BY = 'console';
const WHOLE = { role: 'admin', boards: 'all', sites: 'all' } as const;

/**
 * What whoever may read the data folder can ask for without signing in, so that nobody stays locked out: the list, a link for an admin,
 * and taking away. @throws KeptError ACCESS_INVALID and those of `Grants`.
 */
export async function byFolder({ store, grants }: { readonly store: AccessStore; readonly grants: Grants }, raw: unknown): Promise<object> {
  const fields = fieldsOf(raw);
  switch (fields['do']) {
    case 'list':
      return listOf(store);
    case 'admin': {
      const name = nameIn(fields);
      return { link: await linkFor({ store, grants }, name) };
    }
    case 'remove':
      grants.removePerson(BY, nameIn(fields), { orLast: true });
      return {};
    case 'revoke': {
      const id = textIn(fields, 'id');
      if (store.walls.at(id) === null) grants.revokeKey(BY, id);
      else grants.revokeWall(BY, id);
      return {};
    }
    default:
      throw new KeptError('ACCESS_INVALID', '`do` must be one of list, admin, remove, revoke.');
  }
}

async function linkFor({ store, grants }: { readonly store: AccessStore; readonly grants: Grants }, name: string): Promise<string> {
  if (store.people.at(name) === null) return grants.addPerson(BY, name, WHOLE);
  const { role, boards, sites } = store.people.known(name);
  if (role !== 'admin' || boards !== 'all' || sites !== 'all') await grants.changePerson(BY, name, WHOLE);
  return grants.newLink(BY, name);
}

function listOf({ people, walls, keys }: AccessStore): AccessList {
  return {
    people: people.all.map(({ name, role, boards, sites, password, oidc = null }) => ({
      name,
      role,
      boards,
      sites,
      by: oidc !== null ? 'openid-connect' : password === null ? 'no password yet' : 'password',
    })),
    walls: walls.all.map(({ id, label, board, seenAtMs }) => ({ id, label, board, seenAtMs })),
    keys: keys.all.map(({ id, label, prefixes, seenAtMs }) => ({ id, label, prefixes, seenAtMs })),
  };
}
