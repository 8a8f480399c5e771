import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import type { Connect } from '../../load/audience.ts';

const { WebSocket } = (await import('ws' as string)) as { readonly WebSocket: new (url: string) => EventEmitter };

export const connect: Connect = async (url, onShown) => {
  const socket = new WebSocket(url.replace('http', 'ws'));
  socket.on('message', (bytes: Buffer) => onShown((JSON.parse(bytes.toString()) as { readonly kept: number }).kept));
  await once(socket, 'open');
};
