export { type AppOptions, createApp, liveOnly } from './app.ts';
export { type EventsOptions, eventsFirst, eventsRouter } from './events.ts';
export { type FolderDoorOptions, folderDoor } from './folder-door.ts';
export { streamWork } from './stream-work.ts';
