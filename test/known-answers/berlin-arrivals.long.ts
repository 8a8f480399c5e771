import { describeBoard } from './berlin-boards.ts';

describeBoard({
  board: 'arr',
  lines: 'arrivals',
  rows: [
    ['2023', 93_695],
    ['2024_01_06', 688_463],
  ],
});
