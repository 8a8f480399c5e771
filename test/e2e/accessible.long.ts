import { SIGHTS, testSights } from './axe.ts';

testSights(SIGHTS);
