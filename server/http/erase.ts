import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Router } from 'express';
import { KeptError } from '../../shared/error/index.ts';

export type EraseRouterOptions = {
  /** What only those know who may read the data folder. */
  readonly key: string;
  /** Answers a request as it came. @throws KeptError when it is refused. */
  readonly erase: (raw: unknown) => Promise<object>;
};

const BODY_BYTES_MAX = 1024 * 1024;

/** `POST /api/erase`: how `kept erase` reaches the server that has the folder open. It needs `Authorization: Bearer KEY`. */
export function eraseRouter({ key, erase }: EraseRouterOptions): Router {
  const router = express.Router();
  router.post('/api/erase', express.json({ limit: BODY_BYTES_MAX }), async (request, response) => {
    if (!isSame(request.get('authorization') ?? '', `Bearer ${key}`))
      throw new KeptError('ERASE_REFUSED', 'The request to erase came without the key.');
    response.json(await erase(request.body));
  });
  return router;
}

/** In a time that tells nothing of where two texts differ. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
