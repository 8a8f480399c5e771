import { io } from 'socket.io-client';
import type { Connect } from '../../load/audience.ts';

export const connect: Connect = (url, onShown) => {
  const socket = io(url, { transports: ['websocket'] });
  socket.on('figure', ({ kept }: { readonly kept: number }) => onShown(kept));
  return new Promise((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
};
