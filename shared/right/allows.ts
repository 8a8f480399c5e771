import { rightOf, type ScopeKind, type Who } from './rights.ts';
import type { Reach, Subject } from './subject.ts';

/** What is asked for, where the action is about one board, one site or one source. */
export type Scope = { readonly board?: string; readonly site?: string; readonly source?: string };

/** Whether somebody may do something. What is not known, is not said or does not fit is refused. */
export function allows(subject: Subject, action: string, scope: Scope = {}): boolean {
  const right = rightOf(action);
  if (right === null) return false;
  return right.may.includes(whoIs(subject)) && reaches(subject, right.scope, scope);
}

/** Whether somebody may do something for some scope or other: asked before a scope is known. */
export function allowsSomewhere(subject: Subject, action: string): boolean {
  return rightOf(action)?.may.includes(whoIs(subject)) ?? false;
}

export function whoIs(subject: Subject): Who {
  return subject.kind === 'person' ? subject.role : subject.kind;
}

/** Whether a source is one of a prefix: the same, or below it at the next `/` or `:`. `/coach` holds `/coach/7` and not `/coaches`. */
export function isSourceOf(prefix: string, source: string): boolean {
  if (prefix === '' || !source.startsWith(prefix)) return false;
  const next = source.charAt(prefix.length);
  return next === '' || SEPARATORS.includes(next) || SEPARATORS.includes(prefix.charAt(prefix.length - 1));
}

const SEPARATORS: readonly string[] = ['/', ':'];

function reaches(subject: Subject, kind: ScopeKind, { board, site, source }: Scope): boolean {
  switch (kind) {
    case 'none':
      return true;
    case 'whole':
      return subject.kind === 'local' || (subject.kind === 'person' && subject.boards === 'all' && subject.sites === 'all');
    case 'site':
      return reachesSite(sitesOf(subject), site);
    case 'board':
      return board !== undefined && reachesBoard(subject, board);
    case 'source':
      return source !== undefined && reachesSource(subject, source);
  }
}

function reachesBoard(subject: Subject, board: string): boolean {
  if (subject.kind === 'local') return true;
  if (subject.kind === 'wall') return subject.board === board;
  return subject.kind === 'person' && (subject.boards === 'all' || subject.boards.includes(board));
}

/** The sites whose part somebody sees; none of who is no person. */
export function sitesOf(subject: Subject): Reach {
  if (subject.kind === 'local') return 'all';
  return subject.kind === 'person' ? subject.sites : [];
}

function reachesSite(sites: Reach, site: string | undefined): boolean {
  if (sites === 'all') return true;
  return site === undefined ? sites.length > 0 : sites.includes(site);
}

function reachesSource(subject: Subject, source: string): boolean {
  if (subject.kind === 'local' || subject.kind === 'folder') return true;
  return subject.kind === 'source' && subject.prefixes.some((prefix) => isSourceOf(prefix, source));
}
