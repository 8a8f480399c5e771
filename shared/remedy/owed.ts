import type { Payment, Remedy, Scope } from '../book/index.ts';
import { workedPayment } from './payment.ts';

/** What one breach owes by all payments of a promise, in minor units: each is rounded by itself, and their sum never is (MON-1). */
export function owedMinorFor(remedies: readonly Remedy[], scope: Scope, currency: string): number {
  const grounds = { scope, currency, points: null };
  return remedies.reduce((sum, remedy) => (isPaidOnce(remedy) ? sum + workedPayment(remedy, grounds).minor : sum), 0);
}

/** Whether a remedy is money that is owed once, and not for each point. */
function isPaidOnce(remedy: Remedy): remedy is Payment {
  return remedy.kind === 'pay' && remedy.per === 'obligation' && !remedy.isInternal;
}
