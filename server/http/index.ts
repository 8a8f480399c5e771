export { type AppOptions, createApp } from './app.ts';
export { eraseRouter } from './erase.ts';
export { eventsRouter } from './events.ts';
