import { describeBoard } from './berlin-boards.ts';

describeBoard({
  board: 'dep',
  lines: 'departures',
  rows: [
    ['2023', 95_812],
    ['2024_01_06', 727_743],
  ],
});
