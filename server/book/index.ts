export { type BookRouterOptions, bookRouter } from './book-router.ts';
export { serveTrial } from './serve-trial.ts';
export { type TrialThreadData, TrialThreads } from './trial-threads.ts';
