import type { Book, Deadline, Expression, Scope } from '../book/index.ts';
import type { JsonObject } from '../event/index.ts';

/** What the register said of one subject, in order of time. Repeated puts merge; a removal ends it. */
export type RegisterEntry = { readonly atMs: number; readonly attributes: JsonObject; readonly isRemoved: boolean };
export type RegisterOf = (kind: string, id: string) => readonly RegisterEntry[];

/** What joins the register: an opening, what its subject is by the promise, and where the register's word is. */
export type Joining = {
  readonly book: Book;
  readonly item: string | null;
  readonly opening: { readonly subject: string; readonly data: JsonObject };
  readonly registerOf: RegisterOf;
};

/** The subject of a kind that an opening joins: by the register's key, or by the item itself where it is of that kind. */
export function joinedId({ book, item, opening }: Omit<Joining, 'registerOf'>, kind: string): string | null {
  if (item === kind) return idIn(opening.subject, kind);
  const key = book.registers.find((register) => register.kind === kind)?.key;
  const value = key?.evaluate({ data: opening.data, item: opening.data });
  return typeof value === 'string' || typeof value === 'number' ? idIn(String(value), kind) : null;
}

/** A subject `circuit/C-1` of the kind `circuit` matches `C-1`. */
export function idIn(subject: string, kind: string): string {
  return subject.startsWith(`${kind}/`) ? subject.slice(kind.length + 1) : subject;
}

/** Everything that conditions and values of an opening may read at an instant. */
export function scopeAt(joining: Joining, atMs: number): Scope {
  const { book, opening, registerOf } = joining;
  const scope: { data: JsonObject; item: JsonObject; [kind: string]: JsonObject } = { data: opening.data, item: opening.data };
  for (const { kind, attributes } of book.registers) {
    if (kind === 'data' || kind === 'item') continue; // What the event brings goes by these names.
    const id = joinedId(joining, kind);
    scope[kind] = id === null ? attributes : { ...attributes, ...attributesAt(registerOf(kind, id), atMs) };
  }
  return scope;
}

/** What one expression may read: most read the opening alone, and nobody joins the register for them. */
export function scopeFor(expression: Expression, joining: Joining, atMs: number): Scope {
  return expression.isOwn ? ownScope(joining.opening.data) : scopeAt(joining, atMs);
}

/** What an opening brings itself. */
export function ownScope(data: JsonObject): Scope {
  return { data, item: data };
}

/** Attributes as they stood at an instant. */
export function attributesAt(entries: readonly RegisterEntry[], atMs: number): JsonObject {
  let attributes: JsonObject = {};
  for (const entry of entries) if (entry.atMs <= atMs) attributes = entry.isRemoved ? {} : { ...attributes, ...entry.attributes };
  return attributes;
}

const NONE: readonly number[] = [];

/** Instants after an opening at which something that it joins changed. */
export function changesAfter(promise: Deadline, joining: Joining, openedAtMs: number): readonly number[] {
  const hasExceptions = 'limits' in promise.limit && promise.limit.limits.exceptions.length > 0;
  if (promise.tier.length === 0 && !hasExceptions) return NONE;
  const instants = joining.book.registers.flatMap(({ kind }) => {
    const id = joinedId(joining, kind);
    return id === null ? [] : joining.registerOf(kind, id).map((entry) => entry.atMs);
  });
  return [...new Set(instants)].filter((atMs) => atMs > openedAtMs).sort((a, b) => a - b);
}
