import type { Connect } from '../../load/audience.ts';

type View = { to_columns(): Promise<{ readonly kept?: readonly number[] }>; on_update(told: () => void): Promise<void> };
type Client = { open_table(name: string): Promise<{ view(config: object): Promise<View> }> };
const { default: perspective } = (await import('@finos/perspective' as string)) as {
  readonly default: { websocket(url: string): Promise<Client> };
};

/** A screen with the figure of the job, which asks for them again each time it is told that they changed, one asking at a time. */
export const connect: Connect = async (url, onShown) => {
  const client = await perspective.websocket(`ws://127.0.0.1:${new URL(url).hash.slice(1)}`);
  const table = await client.open_table('departures');
  const view = await table.view({
    group_by: ['origin'],
    columns: ['kept'],
    expressions: { kept: 'if ("delay" < 15) { 1 } else { 0 }' },
    aggregates: { kept: 'sum' },
  });
  let isAsking = false;
  let isDue = false;
  const ask = async () => {
    isDue = true;
    if (isAsking) return;
    isAsking = true;
    while (isDue) {
      isDue = false;
      onShown((await view.to_columns()).kept?.[0] ?? 0);
    }
    isAsking = false;
  };
  await view.on_update(() => void ask());
};
