export { assert } from './assert.ts';
export { KeptError, type KeptErrorCode, type WireError } from './kept-error.ts';
