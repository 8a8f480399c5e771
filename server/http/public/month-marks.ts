import type { PublicMonth, PublicState } from '../../../shared/view/index.ts';
import { type Html, html } from '../html.ts';
import { mark } from './marks.ts';
import type { PublicWords } from './public-words.ts';

/** The last months as marks, and the sentence that says the same. */
export function monthMarks(words: PublicWords, months: readonly PublicMonth[]): Html {
  return html`<ol class="months" aria-hidden="true">${months.map(
    ({ month, state }) => html`<li>${mark(state)}<span>${words.monthLetter(month)}</span></li>`,
  )}</ol>
<p class="sum">${monthSentence(words, months)}</p>`;
}

/** Months with nothing due are neither kept nor counted; those without data are counted and not kept (PUB-2). */
function monthSentence(words: PublicWords, months: readonly PublicMonth[]): Html {
  const named = (wanted: PublicState) => months.filter(({ state }) => state === wanted).map(({ month }) => words.month(month));
  const [kept, broken, noData] = [named('kept'), named('broken'), named('no-data')];
  const all = kept.length + broken.length + noData.length;
  if (all === 0) return html`${words.say('public.months.none')}`;
  const parts = [
    ...(broken.length === 0 ? [] : [words.say('public.months.broken', { months: words.list(broken) })]),
    ...(noData.length === 0 ? [] : [words.say('public.months.no-data', { months: words.list(noData) })]),
  ];
  const rest = parts.length === 0 ? '' : `${words.language === 'zh' ? '；' : '; '}${parts.join(words.language === 'zh' ? '；' : '; ')}`;
  return html`<b>${words.say('public.months.kept', { kept: kept.length, all })}</b>${rest}`;
}
