import { caseAgreement } from './case-agreement.ts';

caseAgreement(500, 120_000);
