import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { KeptError } from '../../shared/error/index.ts';

/** What scrypt is given; stored beside each hash, so that it can be raised. */
export type Cost = { readonly n: number; readonly r: number; readonly p: number };

/** One of the settings of equal strength in the OWASP Password Storage Cheat Sheet; this one takes 32 MiB for each hash. */
export const COST: Cost = { n: 2 ** 15, r: 8, p: 3 };
/** In characters (OWASP ASVS 4.0, 2.1.1 and 2.1.2). Any character will do, and no kind is asked for. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** So many are hashed at once, and so many wait; more are sent away. */
const AT_ONCE = 2;
const WAITING_MAX = 32;

type Parsed = Cost & { readonly salt: Buffer; readonly hash: Buffer };

/** Hashes passwords, a few at a time: each takes a core for a good part of a second, and memory. */
export class Passwords {
  readonly #cost: Cost;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(cost: Cost = COST) {
    this.#cost = cost;
  }

  /** @throws KeptError ACCESS_INVALID, ACCESS_BUSY. */
  async hash(password: string): Promise<string> {
    const length = [...password].length;
    const { min, max } = PASSWORD_LENGTH;
    if (length < min || length > max)
      throw new KeptError('ACCESS_INVALID', `\`password\` has ${length} characters; it needs ${min} to ${max}.`);
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.#derive(password, { ...this.#cost, salt });
    const { n, r, p } = this.#cost;
    return ['scrypt', n, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
  }

  /**
   * Whether a password is the one of a stored hash; of `null`, where there is nobody or no password, it takes as long and is not.
   * `isOld` says that it is stored with other parameters than those of now. @throws KeptError ACCESS_BUSY.
   */
  async check(password: string, stored: string | null): Promise<{ readonly isRight: boolean; readonly isOld: boolean }> {
    const parsed = stored === null ? null : parse(stored);
    const asked = [...password].length > PASSWORD_LENGTH.max ? '' : password;
    const { n, r, p } = this.#cost;
    const derived = await this.#derive(asked, parsed ?? { ...this.#cost, salt: randomBytes(SALT_BYTES) });
    const isSame = timingSafeEqual(derived, parsed?.hash ?? Buffer.alloc(HASH_BYTES));
    return {
      isRight: isSame && parsed !== null && asked !== '',
      isOld: parsed !== null && (parsed.n !== n || parsed.r !== r || parsed.p !== p),
    };
  }

  async #derive(password: string, { n, r, p, salt }: Omit<Parsed, 'hash'>): Promise<Buffer> {
    await this.#enter();
    try {
      return await new Promise((resolve, reject) => {
        // The same letters may be typed in more than one way (Unicode NFKC). Twice what scrypt needs, for its own bookkeeping.
        const options = { N: n, r, p, maxmem: 256 * n * r };
        scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
      });
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= WAITING_MAX) throw new KeptError('ACCESS_BUSY', `${WAITING_MAX} others are signing in.`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }
}

function parse(stored: string): Parsed {
  const [, n, r, p, salt = '', hash = ''] = stored.split('$');
  const [saltBytes, hashBytes] = [salt, hash].map((part) => Buffer.from(part, 'base64url'));
  if (saltBytes === undefined || hashBytes?.length !== HASH_BYTES)
    throw new KeptError('ACCESS_UNREADABLE', 'A stored password is not whole.');
  return { n: Number(n), r: Number(r), p: Number(p), salt: saltBytes, hash: hashBytes };
}
