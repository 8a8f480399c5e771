export { CheckpointFolder, type CheckpointFolderOptions, type Folded } from './checkpoint-folder.ts';
export type { CheckpointJob } from './checkpoint-thread.ts';
export { Checkpoints, type CheckpointsOptions } from './checkpoints.ts';
export { engineVersion } from './engine-version.ts';
export { ScratchShelf, scratchShelves } from './scratch-shelf.ts';
export { statesIn } from './states-in.ts';
export { writeCheckpoints } from './write-checkpoints.ts';
