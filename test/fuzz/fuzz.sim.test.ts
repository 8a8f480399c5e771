import { fuzzAll } from './fuzz-suite.ts';

fuzzAll(1_500);
