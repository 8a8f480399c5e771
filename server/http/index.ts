export { type AppOptions, createApp, liveOnly } from './app.ts';
export { type EventsOptions, eventsFirst, eventsRouter } from './events.ts';
export { type FolderDoorOptions, folderDoor } from './folder-door.ts';
export { pagesIn } from './pages.ts';
export { CONTACT_PATH } from './public/case-form.ts';
export { type PublicPages, publicPages } from './public/public-pages.ts';
export type { PublicPagesOptions } from './public/public-site.ts';
export { senderAddress } from './public/sender-address.ts';
export { streamWork } from './stream-work.ts';
