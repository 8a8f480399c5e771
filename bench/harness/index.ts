export { type Asked, benchmark } from './benchmark.ts';
export { median, mediansOf } from './median.ts';
export { figure, type Row, ratio } from './row.ts';
export { table } from './table.ts';
