/** A map or a list around a place of a text, from the whole book inwards. */
export type Around =
  | { readonly kind: 'map'; readonly key: string; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'list' };

export type YamlPlace = {
  /** What is around the place; of the innermost map the key is that of the value, and of a key that is being written empty. */
  readonly around: readonly Around[];
  /** Whether a key stands at the place, or its value. */
  readonly at: 'key' | 'value';
  /** Offset in the line where what stands there begins, and the text from there to the place. */
  readonly from: number;
  readonly written: string;
};

type Level = { readonly column: number; readonly kind: 'map' | 'list'; key: string; readonly values: Map<string, string> };
type LineParts = { readonly dashes: readonly number[]; readonly column: number; readonly rest: string };

const KEY = /^("[^"]*"|'[^']*'|[^\s#:,[\]{}"'][^#:,[\]{}]*?)\s*:(?=\s|$)/;

/**
 * Where in a book a place of its text is, told by indentation and the brackets of the place's own line: a text that is being written is
 * seldom whole, and the editor needs to know all the same. `null` in a remark. @param line 0-based.
 */
export function yamlPlace(text: string, line: number, column: number): YamlPlace | null {
  const lines = text.split('\n');
  const levels: Level[] = [];
  for (let nth = 0; nth < line; nth += 1) put(levels, partsOf(lines[nth] ?? ''));
  const before = (lines[line] ?? '').slice(0, column);
  if (/(^|\s)#/.test(withoutQuotes(before))) return null;
  const own = partsOf(before);
  enter(levels, own);
  const here = inLine(levels, own);
  readOn(here.level, lines, line);
  return { around: here.levels.map(aroundOf), at: here.at, from: here.from, written: before.slice(here.from).trimStart() };
}

/** The map of the place also has the keys that stand behind it: what may be written often depends on them. */
function readOn(level: Level | null, lines: readonly string[], line: number): void {
  if (level === null || level.kind !== 'map') return;
  for (const text of [...lines.slice(line, line + 1), ...lines.slice(line + 1)]) {
    const { dashes, column, rest } = partsOf(text);
    if (rest === '' && dashes.length === 0) continue;
    const first = dashes[0] ?? column;
    if (text !== lines[line] && (first < level.column || dashes.includes(level.column))) return;
    const key = KEY.exec(rest);
    if (column === level.column && key !== null) level.values.set(plain(key[1] ?? ''), plain(rest.slice(key[0].length)));
  }
}

/** Takes a line that is over into the levels that are open. */
function put(levels: Level[], parts: LineParts): void {
  if (parts.rest === '' && parts.dashes.length === 0) return;
  enter(levels, parts);
  const key = KEY.exec(parts.rest);
  if (key === null) return;
  const map = mapAt(levels, parts.column);
  map.key = plain(key[1] ?? '');
  map.values.set(map.key, plain(parts.rest.slice(key[0].length)));
}

/** Leaves what a line is outside of, and opens the items that its dashes begin. */
function enter(levels: Level[], { dashes, column }: LineParts): void {
  for (const at of dashes) {
    while (levels.length > 0 && (levels.at(-1)?.column ?? 0) > at) levels.pop();
    const top = levels.at(-1);
    // A list may stand as far left as the key that holds it.
    if (top === undefined || top.kind === 'map') levels.push({ column: at, kind: 'list', key: '', values: new Map() });
  }
  if (dashes.length > 0) return;
  while (levels.length > 0 && isLeft(levels.at(-1), column)) levels.pop();
}

function isLeft(level: Level | undefined, column: number): boolean {
  return level !== undefined && (level.column > column || (level.kind === 'list' && level.column >= column));
}

function mapAt(levels: Level[], column: number): Level {
  const top = levels.at(-1);
  if (top?.kind === 'map' && top.column === column) return top;
  const map: Level = { column, kind: 'map', key: '', values: new Map() };
  levels.push(map);
  return map;
}

type Here = { readonly levels: readonly Level[]; readonly level: Level | null; readonly at: 'key' | 'value'; readonly from: number };

/** The place in its own line: a key of a map, its value, or inside brackets. */
function inLine(levels: Level[], { column, rest }: LineParts): Here {
  const map = mapAt(levels, column);
  const key = KEY.exec(rest);
  if (key === null && !/^[[{]/.test(rest))
    return { levels: [...levels.slice(0, -1), { ...map, key: '' }], level: map, at: 'key', from: column };
  let from = column;
  if (key !== null) {
    map.key = plain(key[1] ?? '');
    from += key[0].length;
  } else levels.pop();
  const inner = inBrackets(rest.slice(from - column), from);
  return inner === null
    ? { levels, level: map, at: 'value', from: from + leading(rest.slice(from - column)) }
    : { ...inner, levels: [...levels, ...inner.levels] };
}

/** What the brackets of a value hold at its end; `null` outside of any. */
function inBrackets(value: string, offset: number): Here | null {
  const levels: Level[] = [];
  let [begins, isKey] = [0, true];
  const open = (kind: Level['kind'], at: number) => {
    levels.push({ column: -1, kind, key: '', values: new Map() });
    [begins, isKey] = [at + 1, kind === 'map'];
  };
  for (let at = 0; at < value.length; at += 1) {
    const [sign, top] = [value[at], levels.at(-1)];
    if (sign === '"' || sign === "'") at = endOfQuote(value, at);
    else if (sign === '{') open('map', at);
    else if (sign === '[') open('list', at);
    else if (sign === '}' || sign === ']') levels.pop();
    else if (sign === ':' && top?.kind === 'map' && /\s|^$/.test(value[at + 1] ?? '')) {
      top.key = plain(value.slice(begins, at));
      [begins, isKey] = [at + 1, false];
    } else if (sign === ',' && top !== undefined) {
      if (top.kind === 'map') top.values.set(top.key, plain(value.slice(begins, at)));
      [begins, isKey] = [at + 1, top.kind === 'map'];
    }
  }
  const top = levels.at(-1);
  if (top === undefined) return null;
  if (isKey) top.key = '';
  return { levels, level: null, at: isKey ? 'key' : 'value', from: offset + begins + leading(value.slice(begins)) };
}

function endOfQuote(value: string, at: number): number {
  const end = value.indexOf(value[at] ?? '', at + 1);
  return end < 0 ? value.length : end;
}

function partsOf(line: string): LineParts {
  const dashes: number[] = [];
  let at = leading(line);
  while (/^-(\s|$)/.test(line.slice(at))) {
    dashes.push(at);
    at += 1;
    at += leading(line.slice(at));
  }
  const rest = line.slice(at);
  return { dashes, column: at, rest: rest.startsWith('#') ? '' : rest };
}

function leading(text: string): number {
  return /^\s*/.exec(text)?.[0].length ?? 0;
}

/** A key or a value as it is meant, without quotes and without a remark behind it. */
function plain(text: string): string {
  const trimmed = text.replace(/\s#.*$/, '').trim();
  return /^(["']).*\1$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}

function withoutQuotes(text: string): string {
  return text.replace(/"[^"]*("|$)|'[^']*('|$)/g, '');
}

function aroundOf({ kind, key, values }: Level): Around {
  return kind === 'list' ? { kind } : { kind, key, values };
}
