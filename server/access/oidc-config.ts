import { readFileSync } from 'node:fs';
import { KeptError } from '../../shared/error/index.ts';
import type { Reach, Role } from '../../shared/right/index.ts';
import { type Fields, reachIn, roleIn } from './access-fields.ts';

/** Whoever has this value in the claim of roles, or anybody at all (`*`), is this. */
export type OidcGrant = { readonly has: string; readonly role: Role; readonly boards: Reach; readonly sites: Reach };

/** A provider of OpenID Connect by which people sign in. */
export type OidcConfig = {
  readonly issuer: URL;
  readonly clientId: string;
  /** `null` of a public client, which proves itself by PKCE alone. Never printed. */
  readonly clientSecret: string | null;
  /** Where browsers reach this server: the provider sends them back there. Not taken from a request, which anybody could write. */
  readonly url: URL;
  readonly scope: string;
  /** What the button says. */
  readonly label: string;
  readonly nameClaim: string;
  readonly roleClaim: string;
  /** The first that fits counts. */
  readonly grants: readonly OidcGrant[];
};

const GRANTS_MAX = 200;
const TEXT_LENGTH_MAX = 500;
const SECRET = 'KEPT_OIDC_CLIENT_SECRET';

/**
 * Reads the file of a provider; the secret comes by the environment (`KEPT_OIDC_CLIENT_SECRET`) or by a file that it names
 * (`KEPT_OIDC_CLIENT_SECRET_FILE`), and never stands beside the rest. @throws KeptError OIDC_INVALID.
 */
export function readOidc(file: string, env: NodeJS.ProcessEnv): OidcConfig {
  const fields = fieldsIn(file);
  if (fields['client_secret'] !== undefined) throw invalid(file, `\`client_secret\` does not belong here: name a file by ${SECRET}_FILE`);
  const issuer = urlIn(file, fields, 'issuer');
  const url = urlIn(file, fields, 'url');
  for (const each of [issuer, url])
    if (each.protocol !== 'https:' && !isHere(each))
      throw invalid(file, `${each.origin} must be an https address, but for this machine itself`);
  return {
    issuer,
    url,
    clientId: textOf(file, fields, 'client_id'),
    clientSecret: secretIn(file, env),
    scope: textOf(file, fields, 'scope', 'openid profile'),
    label: textOf(file, fields, 'label', issuer.hostname),
    nameClaim: textOf(file, fields, 'name_claim', 'preferred_username'),
    roleClaim: textOf(file, fields, 'role_claim', 'groups'),
    grants: grantsIn(file, fields),
  };
}

/** Whether nothing leaves this machine on the way there. */
export function isHere({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function fieldsIn(file: string): Fields {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read === 'object' && read !== null) return read as Fields;
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause));
  }
  throw invalid(file, 'it is no JSON object');
}

function secretIn(file: string, env: NodeJS.ProcessEnv): string | null {
  const from = env[`${SECRET}_FILE`];
  if (from === undefined) return env[SECRET] ?? null;
  try {
    return readFileSync(from, 'utf8').trim();
  } catch {
    throw invalid(file, `the file that ${SECRET}_FILE names cannot be read`);
  }
}

function grantsIn(file: string, { roles }: Fields): readonly OidcGrant[] {
  if (!Array.isArray(roles) || roles.length === 0 || roles.length > GRANTS_MAX)
    throw invalid(file, `\`roles\` must be a list of 1 to ${GRANTS_MAX} such as { "has": "shift-leads", "role": "lead" }`);
  return roles.map((raw: unknown, index) => {
    const fields = (typeof raw === 'object' && raw !== null ? raw : {}) as Fields;
    try {
      return { has: textOf(file, fields, 'has'), role: roleIn(fields), ...reachIn(fields) };
    } catch (error) {
      throw invalid(file, `\`roles[${index}]\`: ${error instanceof KeptError ? error.message : String(error)}`);
    }
  });
}

function urlIn(file: string, fields: Fields, name: string): URL {
  const text = textOf(file, fields, name);
  if (!URL.canParse(text)) throw invalid(file, `\`${name}\` is no address`);
  return new URL(text);
}

function textOf(file: string, fields: Fields, name: string, otherwise?: string): string {
  const value = fields[name] ?? otherwise;
  if (typeof value === 'string' && value !== '' && value.length <= TEXT_LENGTH_MAX) return value;
  throw invalid(file, `\`${name}\` must be a text`);
}

function invalid(file: string, what: string): KeptError {
  return new KeptError('OIDC_INVALID', `${file}: ${what}.`);
}
