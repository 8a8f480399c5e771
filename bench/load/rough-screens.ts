import { PROTOCOL_VERSIONS } from '../../shared/wire/index.ts';
import { ThinScreen } from './thin-screen.ts';

export type RoughScreens = { readonly port: number; readonly slow: number; readonly dropping: number };

/** How long a screen of the dropping ones stays, and how long it is away. */
const STAY_MS = 7_000;
const AWAY_MS = 2_000;
const ASK = ['subscribe', { view: 'wall', board: 'control-room' }] as const;

/** Screens as a bad network makes them: some read nothing once they are in, some go and come again. @returns how to end them. */
export function roughScreens({ port, slow, dropping }: RoughScreens): () => void {
  const held = new Set<ThinScreen>();
  let isOver = false;
  const open = (isSlow: boolean, after: () => void): void => {
    if (isOver) return;
    const screen = new ThinScreen({
      port,
      ask: ASK,
      auth: { protocols: PROTOCOL_VERSIONS },
      isSlow,
      heard: () => {},
      ready: () => {
        if (!isSlow) setTimeout(() => screen.close(), STAY_MS).unref();
      },
      lost: () => {
        held.delete(screen);
        setTimeout(after, AWAY_MS).unref();
      },
    });
    held.add(screen);
  };
  const again = (isSlow: boolean): void => open(isSlow, () => again(isSlow));
  for (let index = 0; index < slow; index += 1) again(true);
  for (let index = 0; index < dropping; index += 1) setTimeout(() => again(false), (index * STAY_MS) / dropping).unref();
  return () => {
    isOver = true;
    for (const screen of held) screen.close();
  };
}
