export { type BookPast, type BookRouterOptions, bookRouter } from './book-router.ts';
