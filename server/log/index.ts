export type { Archived } from './archive.ts';
export { type ArchiveByTimeOptions, archiveByTime } from './archive-by-time.ts';
export { type Erased, type Erasure, parseErasure } from './erase.ts';
export { FolderLocked, type Holder } from './folder-lock.ts';
export { MemoryLog, type MemoryLogOptions } from './memory-log.ts';
export { type ConsumerOptions, RedisLog, type RedisLogOptions, StreamConsumer, type StreamEntry } from './redis/index.ts';
export { SqliteLog, type SqliteLogOptions } from './sqlite-log.ts';
