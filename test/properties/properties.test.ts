import { clockProperties } from './clock-properties.ts';
import { engineProperties } from './engine-properties.ts';

const RUNS = 500;
const MS_MAX = 120_000;

engineProperties(RUNS, MS_MAX);
clockProperties(RUNS, MS_MAX);
