export { refuseHalf } from './acknowledged-mark.ts';
export type { StreamEntry } from './entry.ts';
export { RedisLog, type RedisLogOptions } from './redis-log.ts';
export { type ConsumerOptions, StreamConsumer } from './stream-consumer.ts';
