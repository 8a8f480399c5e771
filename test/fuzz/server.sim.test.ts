import { vi } from 'vitest';
import { serverFuzzSuite } from './server-suite.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
serverFuzzSuite(3_000);
