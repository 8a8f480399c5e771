import { SAMPLE, testSights } from './axe.ts';

testSights(SAMPLE);
