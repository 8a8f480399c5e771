export { type AppOptions, createApp } from './app.ts';
export { eventsRouter } from './events.ts';
