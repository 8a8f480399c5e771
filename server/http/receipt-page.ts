import { type Language, say, type TextKey } from '../../shared/text/index.ts';
import { explanationSheet, momentText, type Receipt, type SheetPart, type SheetTable, type Shown } from '../../shared/view/index.ts';
import { type Html, html } from './html.ts';

/** Rows of one table of a page; the data has them all. */
const ROWS_MAX = 200;

/** Where the page stands, so that it can name itself in the other language and as data. */
export type PageAddress = {
  readonly path: string;
  readonly language: Language;
  /** What its address asks for as a query: `known-at=…`; empty for now. */
  readonly time: string;
  /** Which time it speaks of. */
  readonly shown: Shown;
};

/** A receipt as a page to print. It needs no script, and everything that an event brought is escaped. */
export function receiptPage(receipt: Receipt, { path, language, time, shown }: PageAddress): string {
  const word = (key: TextKey) => say(language, key);
  const sheet = explanationSheet(receipt.explanation, language, ROWS_MAX);
  const other = language === 'en' ? 'zh' : 'en';
  const { markup } = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${word('receipt.title')} · ${sheet.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/receipts/receipt.css">
</head>
<body>
<nav>
<a href="/desk?lang=${language}">${word('receipt.back')}</a>
<a href="?${[`lang=${other}`, time].filter(Boolean).join('&')}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${word('receipt.other-language')}</a>
<a href="/api/receipts${path}${time === '' ? '' : `?${time}`}">${word('receipt.as-data')}</a>
<span>${word('receipt.print')}</span>
</nav>
<main>
<header>
<p class="kind">${word('receipt.title')}</p>
<h1>${sheet.title}</h1>
<p class="says">${sheet.says}</p>
<p class="verdict ${stateClass(receipt)}">${word(stateKey(receipt))}</p>
</header>
${sheet.parts.map(partHtml)}
${basisHtml(receipt, shown, word)}
${eventsHtml(receipt, language)}
</main>
</body>
</html>
`;
  return markup;
}

/** A window that is not over has no verdict to show in colour. */
function stateClass({ explanation }: Receipt): string {
  return explanation.kind === 'window' && !explanation.over ? 'running' : explanation.state;
}

function stateKey({ explanation }: Receipt): TextKey {
  if (explanation.kind === 'window' && !explanation.over) return 'receipt.running';
  const { state } = explanation;
  if (state === 'open') return 'desk.also.open';
  if (state === 'stopped') return 'desk.stopped';
  return state === 'excluded' ? 'desk.excluded.state' : `state.${state}`;
}

function partHtml({ title, lines, table }: SheetPart): Html {
  return html`<section>
<h2>${title}</h2>
${lines.map(
  (line) => html`<p>${line}</p>
`,
)}${table === null ? '' : tableHtml(table)}</section>
`;
}

function tableHtml({ head, rows, foot, figures }: SheetTable): Html {
  const kind = (column: number) => (figures.includes(column) ? 'figure' : 'text');
  const cells = (row: readonly string[]) => row.map((cell, column) => html`<td class="${kind(column)}">${cell}</td>`);
  return html`<table>
<thead><tr>${head.map((cell, column) => html`<th scope="col" class="${kind(column)}">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${cells(row)}</tr>
`,
  )}</tbody>
${
  foot === null
    ? ''
    : html`<tfoot><tr>${cells(foot)}</tr></tfoot>
`
}</table>
`;
}

/** The book and the place in the log: what else has to be the same for the same verdict. */
function basisHtml({ book, as_of, place, explanation }: Receipt, { mode }: Shown, word: (key: TextKey) => string): Html {
  const facts: readonly (readonly [TextKey, string])[] = [
    ['receipt.book', book.id],
    ['receipt.book-version', book.version ?? word('receipt.book-version.none')],
    ['receipt.book-hash', book.sha256 ?? word('receipt.book-hash.none')],
    ['receipt.as-of', `${momentText(as_of)} ${explanation.zone}`],
    ['receipt.place', String(place)],
    ...(mode === 'now' ? [] : ([['receipt.shown', word(`receipt.shown.${mode}`)]] as const)),
  ];
  return html`<section class="basis">
<h2>${word('receipt.part.basis')}</h2>
<dl>${facts.map(
    ([key, value]) => html`<div><dt>${word(key)}</dt><dd>${value}</dd></div>
`,
  )}</dl>
</section>
`;
}

function eventsHtml({ events, events_total: total }: Receipt, language: Language): Html {
  const shown = events.slice(0, ROWS_MAX);
  const head = ['time', 'type', 'id', 'source'].map((column) => say(language, `receipt.col.${column as 'id'}`));
  const rows = shown.map(({ time, type, id, source }) => [momentText(time), type, id, source]);
  const lines =
    total === 0
      ? [say(language, 'receipt.events.none')]
      : total > shown.length
        ? [say(language, 'receipt.events.cut', { shown: shown.length, total })]
        : [];
  const table = rows.length === 0 ? null : { head, rows, foot: null, figures: [] };
  return partHtml({ title: say(language, 'receipt.part.events'), lines, table });
}
