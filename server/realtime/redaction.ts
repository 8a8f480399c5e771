import type { Subject } from '../../shared/right/index.ts';
import type { Subscribe } from '../../shared/wire/index.ts';

/** Who sees the same of a view. Only what its class may see is ever sent into a room. */
export type RedactionClass = 'public' | 'wall' | 'viewer' | 'lead' | 'admin';

/** The class that a subscription puts somebody in. A wall hangs where strangers walk by: it shows everyone the same. */
export function redactionFor({ view }: Pick<Subscribe, 'view'>, subject: Subject): RedactionClass {
  if (view === 'wall') return 'wall';
  return subject.kind === 'person' ? subject.role : 'lead';
}

/** Whether a connection of a class shows the desk. */
export function showsDesk(redaction: RedactionClass): boolean {
  return redaction !== 'public' && redaction !== 'wall';
}
