export { type FeedImportResult, importFeeds } from './gtfs-realtime/import-feeds.ts';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importFiles,
  type Refusal,
  type RowsOptions,
} from './import/import-files.ts';
export { type Delivered, type ImportSink, logSink, type ServerSinkOptions, serverSink } from './import/import-sink.ts';
export { type Mapping, readMapping } from './import/mapping.ts';
