import { setTimeout as sleep } from 'node:timers/promises';
import { Late } from './late.ts';
import { Poster } from './poster.ts';
import { ThinScreen } from './thin-screen.ts';

export type Opening = {
  readonly do: 'open';
  readonly port: number;
  readonly count: number;
  /** How many of them read nothing once they are in. */
  readonly slow: number;
  /** What the screens say of themselves, in turn. */
  readonly auths: readonly object[];
  readonly ask: readonly unknown[] | null;
  readonly perSecond: number;
};
export type Posting = {
  readonly do: 'post';
  readonly port: number;
  readonly perSecond: number;
  readonly batch: number;
  readonly forMs: number;
};
/** What the program of the screens is told. */
export type Asked = Opening | Posting | { readonly do: 'report' } | { readonly do: 'close' };
/** `late` is that of deltas since the last report: after the event that they count where events are posted here, else after the server's stamp. */
export type Report = {
  readonly open: number;
  readonly lost: number;
  readonly deltas: number;
  readonly bytes: number;
  readonly late: { readonly p50: number; readonly p99: number; readonly most: number; readonly all: number };
};

const screens = new Set<ThinScreen>();
const late = new Late();
const poster = new Poster();
const seen = { ready: 0, lost: 0, deltas: 0, bytes: 0 };
const DELTA = Buffer.from('42["delta"');
const STAMP = '"nowAtMs":';

async function open({ port, count, slow, auths, ask, perSecond }: Opening): Promise<void> {
  const wanted = seen.ready + count;
  const beganMs = performance.now();
  for (let index = 0; index < count; index += 1) {
    // Spread over all of them, so that each class has its share.
    const isSlow = Math.floor(((index + 1) * slow) / count) > Math.floor((index * slow) / count);
    const place = { counted: 0 };
    const screen: ThinScreen = new ThinScreen({
      port,
      auth: { ...auths[index % auths.length], isSlow },
      ask,
      isSlow,
      heard: (text) => heard(text, place),
      ready: () => {
        seen.ready += 1;
      },
      lost: () => {
        seen.lost += 1;
        screens.delete(screen);
      },
    });
    screens.add(screen);
    const aheadMs = ((index + 1) * 1_000) / perSecond - (performance.now() - beganMs);
    if (aheadMs > 5) await sleep(aheadMs);
  }
  while (seen.ready + seen.lost < wanted) await sleep(10);
}

function heard(text: Buffer, place: { counted: number }): void {
  if (text.subarray(0, DELTA.length).compare(DELTA) !== 0) return;
  seen.deltas += 1;
  seen.bytes += text.length;
  if (poster.posted > 0) poster.arrived(text, place, late);
  else late.add(Date.now() - numberAfter(text, STAMP));
}

function numberAfter(text: Buffer, mark: string): number {
  const from = text.indexOf(mark) + mark.length;
  return Number.parseInt(text.toString('latin1', from, from + 16), 10);
}

function report(): Report {
  const { lost, deltas, bytes } = seen;
  const [p50, p99, most] = [late.quantile(0.5), late.quantile(0.99), late.quantile(1)];
  const answer = { open: screens.size, lost, deltas, bytes, late: { p50, p99, most, all: late.all } };
  return answer;
}

function forget(): void {
  Object.assign(seen, { deltas: 0, bytes: 0 });
  late.clear();
}

process.on('message', async (asked: Asked) => {
  if (asked.do === 'open') await open(asked);
  if (asked.do === 'post') await poster.post(asked);
  if (asked.do === 'close') for (const screen of screens) screen.close();
  process.send?.(report());
  if (asked.do === 'report') forget();
});
process.on('disconnect', () => process.exit(0));
