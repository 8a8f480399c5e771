import { caseAgreement } from './case-agreement.ts';

caseAgreement(20_000, 60 * 60_000);
