import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, so that trying finds none. */
const SECRET_BYTES = 32;

/** What each kind of secret begins with, so that people and scanners of leaked text know what they have in their hands. */
export const PREFIX = { session: 'ks_', wall: 'kw_', key: 'ki_', link: 'kl_', ticket: 'kt_' } as const;
export type SecretKind = keyof typeof PREFIX;

/** A new secret. It is shown once; what is stored is its hash. */
export function newSecret(kind: SecretKind): string {
  return `${PREFIX[kind]}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** A plain hash does for 256 random bits: there is nothing to guess. Secrets are found by it, so no two texts are ever compared. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Names a token or key where people and the log speak of it. */
export function newId(): string {
  return randomBytes(6).toString('hex');
}
