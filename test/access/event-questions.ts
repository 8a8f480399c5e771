import { io, type Socket } from 'socket.io-client';
import { allows } from '../../shared/right/index.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { BOARD, EVENTS } from './events-asked.ts';
import type { Party } from './parties.ts';

/** What each party should get of each event and did not, by the table of rights. */
export async function wrongOfEvents(parties: readonly Party[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const party of parties) {
    const seesScreens = ['see-board', 'see-desk'].some((action) => allows(party.subject, action, { board: BOARD }));
    const { socket, outcome } = await connected(party);
    if ((outcome === 'connected') !== seesScreens) wrong.push(`${party.what} connects: ${outcome}`);
    if (outcome === 'connected') wrong.push(...(await wrongOf(party, socket)));
    socket.close();
  }
  return wrong;
}

export async function connected({ url, headers, auth }: Party): Promise<{ readonly socket: Socket; readonly outcome: string }> {
  const socket = io(url, {
    auth: { protocols: [PROTOCOL_VERSION], ...auth },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { ...headers() },
  });
  const outcome = await new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve((error as { data?: { code?: string } }).data?.code ?? 'refused'));
  });
  return { socket, outcome };
}

async function wrongOf({ what, subject }: Party, socket: Socket): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [event, cases] of Object.entries(EVENTS))
    for (const { raw, asks } of cases) {
      const isExpected = asks.every(([action, scope]) => allows(subject, action, scope));
      if (isExpected && event === 'replay-open' && what !== 'lead') continue; // It takes a thread.
      const reply: unknown = await (raw === undefined ? socket.emitWithAck(event) : socket.emitWithAck(event, raw));
      const code = (reply as { error?: { code?: string } }).error?.code;
      const isTaken = code !== 'RIGHT_MISSING' && code !== 'SIGN_IN_NEEDED';
      if (isTaken !== asks.every(([action, scope]) => allows(subject, action, scope)))
        wrong.push(`${what} ${event} ${JSON.stringify(raw)}: ${code ?? 'taken'}`);
    }
  return wrong;
}
