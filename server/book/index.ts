export { type BookRouterOptions, bookRouter } from './book-router.ts';
