import { serverFuzzSuite } from './server-suite.ts';

serverFuzzSuite(Number(process.env['KEPT_FUZZ_MIN'] ?? 5) * 60_000);
