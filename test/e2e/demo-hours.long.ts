import { demoHoursSuite } from './demo-hours-suite.ts';

demoHoursSuite([3, 8]);
