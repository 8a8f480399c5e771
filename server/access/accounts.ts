import type { IncomingMessage } from 'node:http';
import type { Router } from 'express';
import type { Subject } from '../../shared/right/index.ts';
import type { Access, Clock, Log } from '../ports/index.ts';
import { accessRouter } from './access-router.ts';
import { AccessStore } from './access-store.ts';
import { AuditExport } from './audit-export.ts';
import { AuditTrail } from './audit-trail.ts';
import { byFolder } from './by-folder.ts';
import { Callers } from './callers.ts';
import { Grants } from './grants.ts';
import type { OidcConfig } from './oidc-config.ts';
import { OidcProvider } from './oidc-provider.ts';
import { OidcSignIn } from './oidc-sign-in.ts';
import { type Cost, Passwords } from './password.ts';
import { SignIn } from './sign-in.ts';

export type AccountsOptions = {
  /** The data folder, which this server has open. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Pick<Log, 'append' | 'read'>;
  /** The boards of the book in force. */
  readonly boards: () => readonly string[];
  /** Who sends a request, for limits. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** Of a password's hash; a test takes less. */
  readonly cost?: Cost;
  /** A provider of OpenID Connect; `null` or none where people have passwords here alone. */
  readonly oidc?: OidcConfig | null;
};

/** Accounts that are on: who is who, the routes by which people come in and are let in, and a link for a first admin. */
export type Accounts = {
  readonly access: Access;
  readonly router: Router;
  /** The path of a page, with a secret that works once; `null` where there is an admin. */
  readonly firstPath: string | null;
  /** What a command asks for that may read the data folder, see `byFolder`. */
  byFolder(raw: unknown): Promise<object>;
  /** Writes down that somebody looked at personal values. @throws KeptError those of the log: then they must not be shown. */
  readonly seen: (by: Subject, about: string) => Promise<void>;
  stop(): Promise<void>;
};

/** @throws KeptError ACCESS_UNREADABLE. */
export function openAccounts({ folder, clock, log, boards, addressOf, cost, oidc: provider = null }: AccountsOptions): Accounts {
  const store = new AccessStore(folder, clock);
  const audit = new AuditTrail({ log, clock });
  const signIn = new SignIn({ store, audit, clock, passwords: new Passwords(cost) });
  const grants = new Grants({ store, audit, clock, boards });
  const oidc = provider === null ? null : new OidcSignIn({ provider: new OidcProvider(provider), store, audit, signIn, clock });
  const link = signIn.firstLink();
  return {
    access: new Callers(store, clock),
    router: accessRouter({ store, signIn, grants, oidc, addressOf, audit: new AuditExport(log) }),
    // What follows the # is not sent to a server, and so stands in no proxy's log.
    firstPath: link === null ? null : `/sign-in#first=${link}`,
    byFolder: (raw) => byFolder({ store, grants }, raw),
    seen: async (by, about) => {
      if (by.kind === 'person') await audit.first({ what: 'personal-seen', about, data: { by: by.name } });
    },
    stop: async () => {
      store.stop();
      await audit.stop();
    },
  };
}
