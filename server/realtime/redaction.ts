import type { Subscribe } from '../../shared/wire/index.ts';

/** Who sees the same of a view. Only what its class may see is ever sent into a room. */
export type RedactionClass = 'public' | 'wall' | 'viewer' | 'lead' | 'admin';

/**
 * The class that a subscription puts a connection in. Nobody signs in yet, so whoever opens the desk is taken for a shift lead;
 * accounts will decide it here and nowhere else.
 */
export function redactionFor({ view }: Subscribe): RedactionClass {
  return view === 'desk' ? 'lead' : 'wall';
}

/** Whether a class may see details of the desk and act there. */
export function mayAct(redaction: RedactionClass): boolean {
  return redaction === 'lead' || redaction === 'admin';
}
