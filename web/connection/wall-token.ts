const KEY = 'kept.wall-token';
const HASH = /^#token=([\w-]+)$/;

export type WallPlace = { readonly pathname: string; readonly search: string; readonly hash: string };

/** The part of a browser that is used. */
export type WallPage = {
  readonly place: WallPlace;
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>;
  /** Puts another address in place of the one that is shown. */
  readonly readdress: (address: string) => void;
};

/**
 * The token of a screen, which its address brings once, as `/wall/hall#token=…`: it is kept here and taken out of the address, where
 * anyone could read it off the wall. Only walls have one.
 */
export function wallTokenOf({ place, memory, readdress }: WallPage): string | null {
  if (!place.pathname.startsWith('/wall/')) return null;
  const [, brought] = HASH.exec(place.hash) ?? [];
  if (brought === undefined) return memory.getItem(KEY);
  memory.setItem(KEY, brought);
  readdress(place.pathname + place.search);
  return brought;
}

/** What a socket says of who opens it, where it is a wall with a token. */
export function wallAuth(): { readonly token?: string } {
  try {
    const readdress = (address: string) => history.replaceState(null, '', address);
    const token = wallTokenOf({ place: location, memory: localStorage, readdress });
    return token === null ? {} : { token };
  } catch {
    return {}; // Storage may be forbidden: the wall then says that nobody is signed in.
  }
}
