import { io } from 'socket.io-client';
import { patchView, type ViewPatch, type WallView } from '../../../shared/view/index.ts';
import { type Delta, PROTOCOL_VERSIONS, type Snapshot, type SubscribeReply } from '../../../shared/wire/index.ts';
import type { Connect } from '../../load/audience.ts';

/** A wall of the board that all departures stand on, kept up to date by snapshot and deltas as the page does it. */
export const connect: Connect = (url, onShown) => {
  const socket = io(url, { transports: ['websocket'], auth: { protocols: PROTOCOL_VERSIONS } });
  let view: WallView | undefined;
  const show = (next: WallView) => {
    view = next;
    onShown(
      view.lines.filter(({ promise, group }) => promise === 'leaves-on-time' && group === null).reduce((sum, { good }) => sum + good, 0),
    );
  };
  socket.on('delta', ({ patch }: Delta<ViewPatch>) => view !== undefined && show(patchView(view, patch)));
  socket.on('snapshot', (snapshot: Snapshot) => show(snapshot.view as WallView));
  return new Promise((resolve, reject) => {
    socket.on('connect_error', reject);
    socket.on('connect', () =>
      socket.emit('subscribe', { view: 'wall', board: 'control-room' }, (reply: SubscribeReply) => {
        if (!reply.ok) return reject(new Error(reply.error.message));
        resolve();
      }),
    );
  });
};
