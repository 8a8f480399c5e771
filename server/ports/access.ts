import type { IncomingHttpHeaders } from 'node:http';
import { LOCAL, type Subject } from '../../shared/right/index.ts';

/** What comes with a request or the handshake of a socket that may say who asks. */
export type Asked = {
  readonly headers: IncomingHttpHeaders;
  /** What a socket's handshake carries as `auth.token`. */
  readonly token?: unknown;
};

/** Who asks, and by what: the session, token or key whose end ends what is open. `null` where nothing can end it. */
export type Caller = { readonly subject: Subject; readonly credential: string | null };

/** Who is who. */
export interface Access {
  /** Whether people sign in at all. */
  readonly hasAccounts: boolean;
  /** @throws KeptError TOKEN_REFUSED for a token or key that is not, or no longer, good: better than a nobody's answer to it. */
  callerOf(asked: Asked): Caller;
  /** Whether what somebody came with still holds, for the same subject. */
  isGood(credential: string): boolean;
  /** Somebody did something with it, which keeps a session from ending by idleness. */
  used(credential: string): void;
}

/** Accounts are off. */
export const LOCAL_ACCESS: Access = {
  hasAccounts: false,
  callerOf: () => ({ subject: LOCAL, credential: null }),
  isGood: () => true,
  used: () => {},
};
