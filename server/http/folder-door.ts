import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type RequestHandler, type Router } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import { FOLDER } from '../../shared/right/index.ts';
import { type Access, declares } from '../ports/index.ts';

export type FolderDoorOptions = {
  /** What only those know who may read the data folder. */
  readonly key: string;
  /** What may be asked for, by name: each answers a request as it came. @throws KeptError when it is refused. */
  readonly works: { readonly [name: string]: (raw: unknown) => Promise<object> };
};

const BODY_BYTES_MAX = 1024 * 1024;

/**
 * `POST /api/folder/NAME`: how a command that works on a data folder reaches the server that has it open. It needs
 * `Authorization: Bearer KEY`.
 */
export function folderDoor({ key, works }: FolderDoorOptions): Router {
  const router = express.Router();
  for (const [name, work] of Object.entries(works)) {
    router.post(`/api/folder/${name}`, keyFirst(key), express.json({ limit: BODY_BYTES_MAX }), async (request, response) => {
      response.json(await work(request.body));
    });
  }
  return router;
}

/** Who may read the data folder is known by its key, as `kept import` is; anybody else as `access` says. */
export function knowingFolder(access: Pick<Access, 'callerOf'>, key: string): Pick<Access, 'callerOf'> {
  return {
    callerOf: (asked) => (isKey(asked.headers.authorization, key) ? { subject: FOLDER, credential: null } : access.callerOf(asked)),
  };
}

/** Nothing is read of what somebody without the key sends. */
function keyFirst(key: string): RequestHandler {
  const guard: RequestHandler = (request, _response, next) => {
    if (!isKey(request.headers.authorization, key))
      throw new KeptError('KEY_REFUSED', 'The request came without the key of the data folder.');
    next();
  };
  return declares(['keep-folder'], guard);
}

/** In a time that tells nothing of where two texts differ. */
function isKey(authorization: string | undefined, key: string): boolean {
  const [one, other] = [authorization ?? '', `Bearer ${key}`].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
