import type { PublicCase } from '../../../shared/view/index.ts';
import { type Html, html } from '../html.ts';
import { framed, linkTo, type PageContext } from './page-frame.ts';
import { referenceText } from './reference.ts';

/** How one case stands. Nothing that was written in it comes back: whoever has the number may be somebody else. */
export function casePage(context: PageContext, reference: string, found: PublicCase): string {
  const { words } = context;
  const { kind, promise, filedAtMs, decidedAtMs, standing } = found;
  const title = words.say('public.case.title', { reference: referenceText(reference) });
  const facts: readonly (readonly [string, string])[] = [
    [words.say('public.case.kind'), words.say(`public.case.${kind}`)],
    [words.say('public.case.promise'), promise === null ? words.say('public.case.promise.none') : words.pick(promise)],
    [words.say('public.case.filed'), words.moment(filedAtMs)],
    ...(decidedAtMs === null ? [] : [[words.say('public.case.decided'), words.moment(decidedAtMs)] as const]),
    ...(standing === 'rejected' ? [[words.say('public.case.answer'), found.answer ?? words.say('public.case.answer.none')] as const] : []),
  ];
  return framed(context, {
    title,
    isPrivate: true,
    body: html`<h1>${words.say('public.case.title', { reference: '' }).trim()} <span class="reference">${referenceText(reference)}</span></h1>
<p class="lead">${words.say('public.case.keep')}</p>
<p class="standing"><b>${words.say('public.case.standing')}</b> ${standingText(context, found)}</p>
<dl class="case">${facts.map(
      ([what, value]) => html`<div><dt>${what}</dt><dd>${value}</dd></div>
`,
    )}</dl>
${stepsHtml(context, found)}
<p class="back"><a href="${linkTo(context, '/promises')}">${words.say('public.back')}</a></p>`,
  });
}

function standingText({ words }: PageContext, { standing, money }: PublicCase): string {
  const open = money.filter(({ paidAtMs }) => paidAtMs === null);
  const sum = (lines: PublicCase['money']) => words.money(lines.reduce((all, { minor }) => all + minor, 0));
  if (standing === 'owed') {
    const payBy = open.flatMap(({ payByMs }) => payByMs ?? []);
    if (payBy.length === 0) return words.say('public.case.owed', { amount: sum(open) });
    return words.say('public.case.owed-by', { amount: sum(open), time: words.date(Math.max(...payBy)) });
  }
  if (standing === 'paid') {
    const last = money.reduce((latest, { paidAtMs }) => Math.max(latest, paidAtMs ?? 0), 0);
    return words.say('public.case.paid', { amount: sum(money), time: words.date(last) });
  }
  return words.say(`public.case.${standing}`);
}

/** The way that a case goes; a rejected one ends at its decision. */
function stepsHtml({ words }: PageContext, { standing, decidedAtMs }: PublicCase): Html {
  const steps = [
    ['received', true],
    ['decided', decidedAtMs !== null],
    ...(standing === 'rejected' ? [] : [['paid', standing === 'paid'] as const]),
  ] as const;
  return html`<section><h2>${words.say('public.case.steps')}</h2>
<ol class="steps">${steps.map(
    ([step, isDone]) =>
      html`<li class="${isDone ? 'done' : 'open'}">${words.say(`public.case.step.${step}`)} <small>${words.say(isDone ? 'public.case.step.done' : 'public.case.step.open')}</small></li>
`,
  )}</ol></section>`;
}

/** Where somebody writes a reference number; `wrong` is one that led nowhere. */
export function followPage(context: PageContext, wrong: string | null): string {
  const { words } = context;
  const title = words.say('public.follow.title');
  return framed(context, {
    title: wrong === null ? title : words.say('public.wrong.error', { title }),
    body: html`<h1>${title}</h1>
<p class="lead">${words.say('public.follow.lead')}</p>
<form method="get" action="/promises/cases">
<input type="hidden" name="lang" value="${words.language}">
<div class="field">
<label for="reference">${words.say('public.field.reference')}</label>
<p class="hint" id="reference-hint">${words.say('public.field.reference.hint')}</p>
${wrong === null ? '' : html`<p class="fault" id="reference-fault" role="alert">${words.say('public.wrong.reference')}</p>`}
<input id="reference" name="reference" type="text" value="${wrong ?? ''}" maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" required${wrong === null ? html` aria-describedby="reference-hint"` : html` aria-invalid="true" autofocus aria-describedby="reference-fault reference-hint"`}>
</div>
<button class="button main" type="submit">${words.say('public.send.follow')}</button>
</form>`,
  });
}
