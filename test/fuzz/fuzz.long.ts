import { fuzzAll } from './fuzz-suite.ts';

fuzzAll(50_000);
