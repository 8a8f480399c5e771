import { KeptError } from '../../shared/error/index.ts';
import { type Reach, ROLES, type Role } from '../../shared/right/index.ts';

/** A body as it came, whose fields are read one by one. @throws KeptError ACCESS_INVALID naming the field, as all here do. */
export type Fields = { readonly [name: string]: unknown };

const LENGTH_MAX = { name: 80, label: 80, board: 64, site: 200, password: 1_024, secret: 200, source: 1_024, id: 80 } as const;
const NAMES_MAX = 100;
const SOURCES_MAX = 50;

export function fieldsOf(raw: unknown): Fields {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new KeptError('ACCESS_INVALID', 'The body is not a JSON object.');
  return raw as Fields;
}

/** A text that is there, trimmed unless it is a password. */
export function textIn(fields: Fields, field: keyof typeof LENGTH_MAX): string {
  const raw = fields[field];
  if (typeof raw !== 'string') throw new KeptError('ACCESS_INVALID', `\`${field}\` must be a text.`);
  return checked(field, field === 'password' ? raw : raw.trim());
}

export function nameIn(fields: Fields): string {
  return textIn(fields, 'name').normalize('NFC');
}

/** What names one person, however it is written. */
export function personKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

export function roleIn({ role }: Fields): Role {
  const known = ROLES.find((one) => one === role);
  if (known === undefined) throw new KeptError('ACCESS_INVALID', `\`role\` must be one of ${ROLES.join(', ')}.`);
  return known;
}

/** What somebody reaches: all where nothing is said; who is bound to boards reaches no site that is not named, and the other way round. */
export function reachIn({ boards, sites }: Fields): { readonly boards: Reach; readonly sites: Reach } {
  const isBound = isList(boards) || isList(sites);
  const rest = isBound ? [] : 'all';
  const reach = {
    boards: boards === undefined ? rest : namesIn('board', boards),
    sites: sites === undefined ? rest : namesIn('site', sites),
  };
  if (reach.boards.length === 0 && reach.sites.length === 0)
    throw new KeptError('ACCESS_INVALID', '`boards` and `sites` are both empty: nothing would be seen.');
  return reach;
}

function namesIn(field: 'board' | 'site', raw: unknown): Reach {
  if (raw === 'all') return raw;
  if (!isList(raw) || raw.length > NAMES_MAX)
    throw new KeptError('ACCESS_INVALID', `\`${field}s\` must be "all" or a list of at most ${NAMES_MAX} names.`);
  return [...new Set(raw.map((name) => textIn({ [field]: name }, field)))].sort();
}

function isList(raw: unknown): raw is readonly unknown[] {
  return Array.isArray(raw);
}

export function sourcesIn({ sources }: Fields): readonly string[] {
  if (!Array.isArray(sources) || sources.length === 0 || sources.length > SOURCES_MAX)
    throw new KeptError('ACCESS_INVALID', `\`sources\` must be a list of 1 to ${SOURCES_MAX} beginnings of sources.`);
  return [...new Set(sources.map((source: unknown) => textIn({ source }, 'source')))];
}

function checked(field: keyof typeof LENGTH_MAX, text: string): string {
  if (text === '') throw new KeptError('ACCESS_INVALID', `\`${field}\` must not be empty.`);
  if (text.length > LENGTH_MAX[field])
    throw new KeptError('ACCESS_INVALID', `\`${field}\` has ${text.length} characters; ${LENGTH_MAX[field]} are allowed.`);
  if (!text.isWellFormed() || (field !== 'password' && CONTROL.test(text)))
    throw new KeptError('ACCESS_INVALID', `\`${field}\` must be well-formed Unicode without control characters.`);
  return text;
}

/** Also marks that turn the direction of writing, by which a name could pass for another. */
const CONTROL = /[\p{Cc}\p{Bidi_Control}]/u;
