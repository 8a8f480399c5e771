import type { PublicBoard, PublicRow } from '../../../shared/view/index.ts';
import { type Html, html } from '../html.ts';
import { actionHtml, nowText, owedHtml, paidHtml, pastHtml } from './board-page.ts';
import { mark } from './marks.ts';
import { framed, linkTo, type PageContext } from './page-frame.ts';

/** One promise with all that is told of it. @param root where the server is reached, for the code of the badge. */
export function promisePage(
  context: PageContext,
  row: PublicRow,
  { board, root }: { readonly board: PublicBoard; readonly root: string },
): string {
  const { words } = context;
  const title = words.pick(row.title);
  return framed(context, {
    title,
    body: html`<p class="back"><a href="${linkTo(context, '/promises')}">${words.say('public.back')}</a></p>
<h1>${title}</h1>
<p class="lead">${words.pick(row.says)}</p>
<p class="now">${mark(row.state)} ${nowText(context, row)}</p>
${owedHtml(context, row)}
<div class="two">
<section><h2>${words.say('public.measure')}</h2>
<ul class="plain">${row.measure.map((sentence) => html`<li>${words.pick(sentence)}</li>`)}</ul></section>
<section><h2>${words.say('public.paid')}</h2>
${paidHtml(context, row)}
<p class="note">${words.say(`public.pays.${row.pays}`)}</p>
${actionHtml(context, row)}</section>
</div>
<section><h2>${words.say('public.table')}</h2>
${monthsHtml(context, row, board)}</section>
<section><h2>${words.say('public.embed')}</h2>
<p>${words.say('public.embed.text')}</p>
<p><img src="/promises/${row.id}/badge.svg?lang=${words.language}" alt="${title}: ${words.say(`public.badge.${row.state}`)}" height="24"></p>
<pre tabindex="0"><code>${embedCode(context, row, root)}</code></pre></section>`,
  });
}

function monthsHtml(context: PageContext, row: PublicRow, { record }: PublicBoard): Html {
  const { words } = context;
  const months = row.history?.months ?? [];
  if (months.length === 0) return html`<div class="past">${pastHtml(context, row, record)}</div>`;
  return html`<table>
<thead><tr><th scope="col">${words.say('public.table.month')}</th><th scope="col">${words.say('public.table.result')}</th><th scope="col" class="figure">${words.say('public.table.kept')}</th></tr></thead>
<tbody>${months.toReversed().map(
    ({
      month,
      state,
      kept,
      judged,
    }) => html`<tr><th scope="row">${words.month(month)}</th><td>${mark(state)} ${words.say(`public.mark.${state}`)}</td><td class="figure">${judged === 0 ? '–' : words.say('public.table.of', { kept, judged })}</td></tr>
`,
  )}</tbody>
</table>`;
}

function embedCode({ words }: PageContext, { id, title }: PublicRow, root: string): string {
  const page = `${root}/promises/${id}`;
  return `<a href="${page}"><img src="${page}/badge.svg?lang=${words.language}" alt="${words.pick(title)}" height="24"></a>`;
}
