export { serveTrial } from './serve-trial.ts';
export { type TrialThreadData, TrialThreads } from './trial-threads.ts';
