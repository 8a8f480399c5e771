import { once } from 'node:events';

/** What one screen has been shown: how many departures left on time, and when that came, in ms of the machine's steady clock. */
export type Shown = { readonly kept: number; readonly atMs: number };

/** Connects one screen to what is measured; `onShown` is told each figure that it gets. */
export type Connect = (url: string, onShown: (kept: number) => void) => Promise<void>;

type Order =
  | { readonly connect: string; readonly url: string; readonly screens: number }
  | { readonly reach: number }
  | { readonly tell: true };

/** Steady, and the same for all processes of a machine. */
export function steadyMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The process of the audience: takes orders from the one that measures. */
export async function audience(): Promise<void> {
  const shown: Shown[][] = [];
  let target = Number.POSITIVE_INFINITY;
  const told = () => {
    if (shown.every((one) => (one.at(-1)?.kept ?? 0) >= target)) {
      target = Number.POSITIVE_INFINITY;
      process.send?.({ reachedAtMs: steadyMs() });
    }
  };
  process.on('message', (order: Order) => {
    if ('connect' in order) void connectAll(order, shown, told);
    else if ('reach' in order) {
      target = order.reach;
      told();
    } else {
      process.send?.({ shown });
      for (const one of shown) one.length = 0;
    }
  });
  await once(process, 'disconnect');
}

async function connectAll(order: Extract<Order, { readonly connect: string }>, shown: Shown[][], told: () => void): Promise<void> {
  const { connect } = (await import(order.connect)) as { readonly connect: Connect };
  for (let screen = 0; screen < order.screens; screen += 1) {
    const own: Shown[] = [];
    shown.push(own);
    await connect(order.url, (kept) => {
      own.push({ kept, atMs: steadyMs() });
      told();
    });
  }
  process.send?.({ connected: true });
}

if (process.argv[1] === import.meta.filename) {
  await audience();
  process.exit(0);
}
