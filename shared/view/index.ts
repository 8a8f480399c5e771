export type { JudgeLine, LedgerLine, ObligationLine, PromiseLine, WindowLine } from './judge-line.ts';
export { judgementLines } from './judgement.ts';
export { diffView, patchView, type SectionPatch, type ViewPatch } from './patch.ts';
export type { State, WallBoard, WallChange, WallFeed, WallHot, WallLine, WallNext, WallView } from './wall.ts';
export { type WallOptions, wallView } from './wall-view.ts';
