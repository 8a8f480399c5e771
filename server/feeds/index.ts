export { FeedFigures, type FeedFiguresOptions, type FeedReport, type FeedsReport } from './feed-figures.ts';
