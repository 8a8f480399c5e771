import { KeptError } from '../../shared/error/index.ts';
import { nameIn } from './access-fields.ts';
import type { OidcConfig, OidcGrant } from './oidc-config.ts';

/** Who a provider says that somebody is. `id` is theirs for ever, `name` may change. */
export type OidcPerson = { readonly id: string; readonly name: string } & Omit<OidcGrant, 'has'>;

type Claims = { readonly [name: string]: unknown };

/** @throws KeptError OIDC_NO_ROLE where no row of the configuration fits, OIDC_REFUSED where no name was given. */
export function oidcPerson({ issuer, nameClaim, roleClaim, grants }: OidcConfig, claims: Claims): OidcPerson {
  const held = valuesOf(claims, roleClaim);
  const grant = grants.find(({ has }) => has === '*' || held.includes(has));
  if (grant === undefined) throw new KeptError('OIDC_NO_ROLE', 'The provider names no role of this Kept.');
  const name = valuesOf(claims, nameClaim)[0];
  if (name === undefined) throw new KeptError('OIDC_REFUSED', `The provider gives no \`${nameClaim}\`.`);
  const { role, boards, sites } = grant;
  return { id: `${issuer.href} ${String(claims['sub'])}`, name: nameIn({ name }), role, boards, sites };
}

/** The texts at a path such as `realm_access.roles`, or under a name that holds dots itself. */
function valuesOf(claims: Claims, path: string): readonly string[] {
  const value = Object.hasOwn(claims, path) ? claims[path] : path.split('.').reduce<unknown>(inner, claims);
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

function inner(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Claims)[key] : undefined;
}
