import { clockProperties } from './clock-properties.ts';
import { engineProperties } from './engine-properties.ts';

const RUNS = 10_000;
const MS_MAX = 60 * 60_000;

engineProperties(RUNS, MS_MAX);
clockProperties(RUNS, MS_MAX);
