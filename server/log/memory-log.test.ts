import { logContract } from '../../test/contracts/log.contract.ts';
import { MemoryLog } from './index.ts';

logContract('memory', async (options) => new MemoryLog(options));
