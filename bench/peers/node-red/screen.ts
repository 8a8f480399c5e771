import { io } from 'socket.io-client';
import type { Connect } from '../../load/audience.ts';

/** A page of the dashboard: what its text is told. It lets sockets in by polling alone, and they are raised to websockets after. */
export const connect: Connect = (url, onShown) => {
  const socket = io(url, { path: '/dashboard/socket.io' });
  socket.on('msg-input:text', ({ payload }: { readonly payload?: { readonly kept?: number } }) => onShown(payload?.kept ?? 0));
  return new Promise((resolve, reject) => {
    socket.on('connect_error', reject);
    socket.on('connect', resolve);
  });
};
