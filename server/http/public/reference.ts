import { createHash, randomBytes } from 'node:crypto';

/** Digits and letters without those that are taken for one another (I, L, O, U). Source: Crockford's Base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Five bits each: 80 bits, which nobody guesses. */
const LENGTH = 16;
const GROUP_LENGTH = 4;
const TOKEN = /^[A-Za-z0-9_-]{22}$/;
const TOKEN_BYTES = 16;

/** What makes two sendings of one form the same one: 128 random bits, new with each form. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The reference of what is sent with a token. It follows from it, so that a repeat finds the first, and does not lead back to it. */
export function referenceOf(token: string): string {
  const bytes = createHash('sha256').update(`case ${token}`).digest();
  // 256 is a multiple of 32, so each letter is as likely as any other.
  return Array.from({ length: LENGTH }, (_, at) => ALPHABET[(bytes[at] ?? 0) % ALPHABET.length]).join('');
}

/** A reference as somebody wrote it: with hyphens or spaces, small letters, and letters taken for digits. `null` where it is none. */
export function referenceIn(text: string): string | null {
  const plain = text.slice(0, 100).toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return plain.length === LENGTH && [...plain].every((letter) => ALPHABET.includes(letter)) ? plain : null;
}

/** In groups of four, as it is read out and written down: `K7QM-3T9X-40VB-8ZRE`. */
export function referenceText(reference: string): string {
  return reference.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g'))?.join('-') ?? reference;
}
