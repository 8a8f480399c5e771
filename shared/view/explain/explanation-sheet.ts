import { type Language, say, type TextKey } from '../../text/index.ts';
import { momentText } from './clock-text.ts';
import type { Explanation, ObligationExplanation, OwedLine, WindowExplanation } from './explanation.ts';

/** An explanation as it is read, in one language: what every renderer draws from. */
export type Sheet = { readonly title: string; readonly says: string; readonly parts: readonly SheetPart[] };

export type SheetPart = { readonly title: string; readonly lines: readonly string[]; readonly table: SheetTable | null };

export type SheetTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly foot: readonly string[] | null;
  /** Columns of figures, from 0. */
  readonly figures: readonly number[];
};

/** @param rowsMax rows of a table; the rest is said to be there. */
export function explanationSheet(explanation: Explanation, language: Language, rowsMax = Number.POSITIVE_INFINITY): Sheet {
  const { says, told, rules, owes } = explanation;
  const word = (key: TextKey) => say(language, key);
  const lines = (which: keyof typeof told) => told[which].map((sentence) => sentence[language]);
  const table = explanation.kind === 'obligation' ? spanTable(explanation, language) : termTable(explanation, language);
  const [shown, more] = cut(table, rowsMax, language);
  const isOwed = owes.every(({ state }) => state !== 'would-owe');
  return {
    title: titleOf(explanation, language),
    says: says[language],
    parts: [
      { title: word('explain.part.promised'), lines: lines('promised'), table: null },
      { title: word('explain.part.counted'), lines: [...lines('counted'), ...more], table: shown },
      { title: word('explain.part.decided'), lines: lines('decided'), table: null },
      {
        title: word(isOwed ? 'explain.part.owes' : 'explain.part.would-owe'),
        lines: owes.length === 0 ? [word('explain.owes.none')] : [],
        table: owes.length === 0 ? null : owedTable(owes, language),
      },
      { title: word('explain.part.rules'), lines: [rules.join(word('list.comma'))], table: null },
    ],
  };
}

function titleOf(explanation: Explanation, language: Language): string {
  const { short, group } = explanation;
  if (explanation.kind === 'obligation') {
    const { subject, nth, stage } = explanation;
    return stage === null
      ? say(language, 'explain.head.obligation', { short, subject, nth })
      : say(language, 'explain.head.stage', { short, subject, nth, stage });
  }
  const bounds = { short, from: momentText(explanation.from), to: momentText(explanation.to) };
  return group === null ? say(language, 'explain.head.window', bounds) : say(language, 'explain.head.window-group', { ...bounds, group });
}

function cut(table: SheetTable | null, rowsMax: number, language: Language): readonly [SheetTable | null, readonly string[]] {
  if (table === null || table.rows.length <= rowsMax) return [table, []];
  const args = { shown: rowsMax, total: table.rows.length };
  return [{ ...table, rows: table.rows.slice(0, rowsMax) }, [say(language, 'explain.more', args)]];
}

function spanTable({ spans, sum }: ObligationExplanation, language: Language): SheetTable | null {
  if (spans.length === 0) return null;
  const word = (key: TextKey) => say(language, key);
  return {
    head: ['from', 'to', 'time', 'counts', 'why'].map((column) => word(`explain.col.${column as 'from'}`)),
    rows: spans.map(({ from, to, time, counts, why }) => [
      momentText(from),
      momentText(to),
      time,
      word(counts ? 'explain.counts.yes' : 'explain.counts.no'),
      why[language],
    ]),
    foot: [word('explain.total'), '', sum.time, '', ''],
    figures: [2],
  };
}

function termTable({ terms, sum, rounded, how }: WindowExplanation, language: Language): SheetTable | null {
  if (terms.length === 0) return null;
  const word = (key: TextKey) => say(language, key);
  const hasValues = terms.some((each) => each.value !== null);
  const hasCounts = terms.some(({ all }) => all > 0) || !hasValues;
  const hasBounds = terms.some(({ from }) => from !== null);
  const columns = [
    'what',
    ...(hasBounds ? ['from', 'to'] : []),
    ...(hasCounts ? ['good', 'all'] : []),
    ...(hasValues ? ['value'] : []),
    'counts',
  ];
  const figures = columns.flatMap((column, index) => (['good', 'all', 'value'].includes(column) ? [index] : []));
  const cells = (row: { readonly [column: string]: string }) => columns.map((column) => row[column] ?? '');
  return {
    head: columns.map((column) => word(`explain.col.${column as 'what'}`)),
    rows: terms.map((term) =>
      cells({
        what: term.what[language],
        from: term.from === null ? '' : momentText(term.from),
        to: term.to === null ? '' : momentText(term.to),
        good: String(term.good),
        all: String(term.all),
        value: term.rounded ?? '',
        counts: word(term.counts ? 'explain.counts.yes' : 'explain.counts.no'),
      }),
    ),
    foot: cells({
      what: word(how === 'share' || how === 'broken' ? 'explain.total' : 'explain.col.value'),
      good: String(sum.good),
      all: String(sum.all),
      value: rounded ?? '',
    }),
    figures,
  };
}

function owedTable(owes: readonly OwedLine[], language: Language): SheetTable {
  const word = (key: TextKey) => say(language, key);
  const stateOf = ({ state, internal }: OwedLine) => {
    const plain = word(`ledger.${state}`);
    return internal === true ? say(language, 'ledger.internal', { state: plain }) : plain;
  };
  return {
    head: ['subject', 'payee', 'amount', 'state', 'formula'].map((column) => word(`explain.col.${column as 'payee'}`)),
    rows: owes.map((line) => [
      line.subject,
      line.payee ?? line.payee_role ?? '',
      line.deed === undefined ? `${line.amount} ${line.currency}` : deedText(line.deed, language),
      stateOf(line),
      line.formula,
    ]),
    foot: null,
    figures: [2],
  };
}

function deedText(deed: string, language: Language): string {
  return deed === 'apology' ? say(language, 'remedy.apology') : deed;
}
