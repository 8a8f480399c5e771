import type { PublicBoard, PublicRow } from '../../../shared/view/index.ts';
import { type Html, html } from '../html.ts';
import { mark } from './marks.ts';
import { monthMarks } from './month-marks.ts';
import { framed, linkTo, type PageContext } from './page-frame.ts';

/** All public promises on one page. */
export function boardPage(context: PageContext, board: PublicBoard): string {
  const { words } = context;
  const { rows } = board;
  const count = rows.length === 1 ? words.say('public.list.one') : words.say('public.list.count', { count: rows.length });
  return framed(context, {
    title: words.say('public.title'),
    body: html`<div class="head">
<div><h1>${words.say('public.title')}</h1>
<p class="lead">${words.say('public.lead')}</p></div>
${factsHtml(context, board)}
</div>
${legendHtml(context, board)}
<section aria-labelledby="list">
<h2 id="list">${words.say('public.list')} <small>${count}</small></h2>
${rows.length === 0 ? html`<p class="empty">${words.say('public.list.empty')}</p>` : html`<div class="rows">${rows.map((row) => rowHtml(context, row, board))}</div>`}
</section>
${waysHtml(context)}
<footer><a href="${linkTo(context, '/promises/feed.atom')}">${words.say('public.feed')}</a>
<a href="/promises/badge.svg?lang=${words.language}">${words.say('public.badge')}</a></footer>`,
  });
}

/** How the last month went, the money, and how long it took; nothing of what is not known. */
function factsHtml({ words }: PageContext, { rows, record }: PublicBoard): Html {
  const last = record?.months.at(-1);
  if (record === null || last === undefined) return html``;
  const states = rows.flatMap(({ history }) => history?.months.at(-1)?.state ?? []).filter((state) => state !== 'idle');
  const facts: readonly (readonly [string, string])[] = [
    states.length === 0
      ? ['0', words.say('public.fact.none-in', { month: words.month(last) })]
      : [
          words.say('public.fact.kept', { kept: states.filter((state) => state === 'kept').length, all: states.length }),
          words.say('public.fact.kept-in', { month: words.month(last) }),
        ],
    [words.money(record.paid.minor), words.say('public.fact.paid', { month: words.month(record.months[0] ?? last) })],
    ...(record.medianPayMs === null
      ? []
      : [[words.say('public.fact.days', { days: words.days(record.medianPayMs) }), words.say('public.fact.days-in')] as const]),
  ];
  return html`<dl class="facts">${facts.map(([figure, what]) => html`<div><dt>${what}</dt><dd>${figure}</dd></div>`)}</dl>`;
}

function legendHtml({ words }: PageContext, board: PublicBoard): Html {
  const zone = board.zone;
  const now = words.moment(board.nowAtMs);
  const figures =
    board.record === null
      ? words.say('public.figures.wait', { now, zone })
      : words.say('public.figures', { now, zone, record: words.moment(board.record.asOfMs) });
  return html`<div class="legend">
<ul aria-label="${words.say('public.legend')}">${(['kept', 'broken', 'no-data', 'idle'] as const).map(
    (state) => html`<li>${mark(state)} ${words.say(`public.legend.${state}`)}</li>`,
  )}</ul>
<p>${figures}</p>
</div>`;
}

function rowHtml(context: PageContext, row: PublicRow, { record }: PublicBoard): Html {
  const { words } = context;
  const title = words.pick(row.title);
  return html`<article class="row ${row.state}" aria-labelledby="p-${row.id}">
<div class="what"><h3 id="p-${row.id}"><a href="${linkTo(context, `/promises/${row.id}`)}">${title}</a></h3>
<p class="says">${words.pick(row.says)}</p>
<p class="now">${mark(row.state)} ${nowText(context, row)}</p>
${owedHtml(context, row)}</div>
<div class="how"><h4>${words.say('public.measure')}</h4>
<p>${row.measure.map(words.pick).join(words.language === 'zh' ? '' : ' ')}</p></div>
<div class="past">${pastHtml(context, row, record)}</div>
<div class="paid"><h4>${words.say('public.paid')}</h4>
${paidHtml(context, row)}</div>
<div class="do">${actionHtml(context, row)}
<p class="note">${words.say(`public.pays.${row.pays}`)}</p></div>
</article>
`;
}

/** How it stands now, in words. */
export function nowText({ words }: PageContext, { state, brokenSinceMs }: PublicRow): string {
  if (state === 'broken') return words.say('public.now.broken', { time: words.moment(brokenSinceMs ?? 0) });
  return words.say(`public.now.${state}`);
}

export function owedHtml({ words }: PageContext, { history }: PublicRow): Html {
  const { minor, customers } = history?.owed ?? { minor: 0, customers: 0 };
  if (minor === 0) return html``;
  const text = words.say(customers === 1 ? 'public.owed.one' : 'public.owed', { amount: words.money(minor), count: customers });
  return html`<p class="owed">${text}</p>`;
}

export function pastHtml({ words }: PageContext, { history }: PublicRow, record: PublicBoard['record']): Html {
  const [first, last] = [record?.months[0], record?.months.at(-1)];
  if (history === null || first === undefined || last === undefined) return html`<p class="sum">${words.say('public.months.wait')}</p>`;
  const span = words.say('public.months', { from: words.month(first), to: words.month(last) });
  if (history.months.length === 0)
    return html`<h4>${span}</h4>
<p class="sum">${words.say('public.months.rolls')}</p>`;
  return html`<h4>${span}</h4>
${monthMarks(words, history.months)}`;
}

export function paidHtml({ words }: PageContext, { history }: PublicRow): Html {
  if (history === null) return html`<p>${words.say('public.months.wait')}</p>`;
  const { minor, customers } = history.paid;
  const who =
    customers === 0
      ? words.say('public.paid.none')
      : customers === 1
        ? words.say('public.paid.to-one')
        : words.say('public.paid.to', { count: customers });
  return html`<p class="sum-paid">${words.money(minor)}</p>
<p>${who}</p>`;
}

/** The way to a claim where one is needed, else to a complaint. The name that is read out says which promise. */
export function actionHtml(context: PageContext, { id, title, pays }: PublicRow): Html {
  const { words } = context;
  const [path, key] = pays === 'claim' ? (['claim', 'public.do.claim'] as const) : (['complain', 'public.do.complain'] as const);
  const name = words.say('public.do.about', { what: words.say(key), title: words.pick(title) });
  return html`<a class="button" href="${linkTo(context, `/promises/${path}?promise=${id}`)}" aria-label="${name}">${words.say(key)}</a>`;
}

function waysHtml(context: PageContext): Html {
  const { words } = context;
  const way = (name: 'claim' | 'complain' | 'follow', path: string, isMain: boolean) => html`<div>
<h2>${words.say(`public.how.${name}`)}</h2>
<p>${words.say(`public.how.${name}.text`)}</p>
<a class="button${isMain ? ' main' : ''}" href="${linkTo(context, path)}">${words.say(`public.how.${name}.do`)}</a>
</div>`;
  return html`<div class="ways">
${way('claim', '/promises/claim', true)}
${way('complain', '/promises/complain', false)}
${way('follow', '/promises/cases', false)}
</div>`;
}
