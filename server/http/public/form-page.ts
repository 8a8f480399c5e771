import type { PublicKey } from '../../../shared/text/index.ts';
import type { PublicRow } from '../../../shared/view/index.ts';
import { type Html, html } from '../html.ts';
import { type CaseEntry, type CaseKind, choices, FIELD_LENGTH_MAX, type FieldName, type FormFault, TRAP } from './case-form.ts';
import { framed, linkTo, type PageContext } from './page-frame.ts';

type Form = {
  readonly kind: CaseKind;
  readonly entry: CaseEntry;
  readonly rows: readonly PublicRow[];
  /** What has to be mended; none where it is new. */
  readonly faults: readonly FormFault[];
};

const PATHS = { claim: '/promises/claim', complaint: '/promises/complain' } as const;
const TITLES = { claim: 'public.claim', complaint: 'public.complain' } as const;

/** The form of a claim or a complaint; what was written into it stays where it was not taken. */
export function formPage(context: PageContext, form: Form): string {
  const { words } = context;
  const { kind, faults, rows, entry } = form;
  const title = words.say(`${TITLES[kind]}.title`);
  const isClosed = kind === 'claim' && choices(kind, rows).length === 0;
  return framed(context, {
    title: faults.length === 0 ? title : words.say('public.wrong.error', { title }),
    body: html`<h1>${title}</h1>
<p class="lead">${words.say(`${TITLES[kind]}.lead`)}</p>
${faultsHtml(context, faults)}
${
  isClosed
    ? html`<p class="empty">${words.say('public.claim.none')}</p>
<p><a class="button" href="${linkTo(context, PATHS.complaint)}">${words.say('public.how.complain.do')}</a></p>`
    : html`<form method="post" action="${linkTo(context, PATHS[kind])}">
<input type="hidden" name="token" value="${entry.token}">
${promiseField(context, form)}
${textField(context, form, { name: 'about', isNeeded: kind === 'claim' })}
${kind === 'claim' ? textField(context, form, { name: 'customer' }) : ''}
${wordsField(context, form)}
${reachFields(context, form)}
<div class="trap" aria-hidden="true"><label for="${TRAP}">${words.say('public.field.trap')}</label>
<input id="${TRAP}" name="${TRAP}" tabindex="-1" autocomplete="off"></div>
<button class="button main" type="submit">${words.say(`public.send.${kind}`)}</button>
</form>`
}`,
  });
}

/** All that has to be mended, each with a way to its field. It has the focus when the page comes. */
function faultsHtml({ words }: PageContext, faults: readonly FormFault[]): Html {
  if (faults.length === 0) return html``;
  return html`<div class="faults" role="alert" tabindex="-1" autofocus>
<h2>${words.say('public.wrong.title')}</h2>
<ul>${faults.map(({ field, key, args }) => {
    const text = faultText({ words } as PageContext, { field, key, ...(args === undefined ? {} : { args }) });
    return field === null || field === 'trap' ? html`<li>${text}</li>` : html`<li><a href="#${field}">${text}</a></li>`;
  })}</ul>
</div>`;
}

function faultText({ words }: Pick<PageContext, 'words'>, { field, key, args }: FormFault): string {
  const named = field === null || field === 'trap' ? {} : { field: words.say(`public.field.${field}`) };
  return words.say(key, { ...args, ...named });
}

function promiseField(context: PageContext, { kind, entry, rows, faults }: Form): Html {
  const { words } = context;
  const first = kind === 'claim' ? words.say('public.field.promise.pick') : words.say('public.field.promise.none');
  return html`<div class="field">
${labelHtml(context, 'promise', kind === 'complaint')}
${faultHtml(context, 'promise', faults)}
<select id="promise" name="promise"${kind === 'claim' ? html` required` : ''}${markedHtml('promise', faults)}>
<option value="">${first}</option>
${choices(kind, rows).map(
  ({ id, title }) => html`<option value="${id}"${id === entry.promise ? html` selected` : ''}>${words.pick(title)}</option>
`,
)}</select>
</div>`;
}

type TextField = {
  readonly name: Exclude<FieldName, 'promise' | 'text'>;
  readonly isNeeded?: boolean;
  readonly type?: string;
  readonly autocomplete?: string;
};

function textField(
  context: PageContext,
  { entry, faults }: Form,
  { name, isNeeded = false, type = 'text', autocomplete = 'off' }: TextField,
): Html {
  return html`<div class="field">
${labelHtml(context, name, !isNeeded)}
${faultHtml(context, name, faults)}
<input id="${name}" name="${name}" type="${type}" value="${entry[name]}" maxlength="${FIELD_LENGTH_MAX[name]}" autocomplete="${autocomplete}"${isNeeded ? html` required` : ''}${markedHtml(name, faults)}>
</div>`;
}

function wordsField(context: PageContext, { kind, entry, faults }: Form): Html {
  const { words } = context;
  return html`<div class="field">
${labelHtml(context, 'text', kind === 'claim')}
<p class="hint" id="text-hint">${words.say('public.field.text.hint')}</p>
${faultHtml(context, 'text', faults)}
<textarea id="text" name="text" rows="6" maxlength="${FIELD_LENGTH_MAX.text}"${kind === 'complaint' ? html` required` : ''}${markedHtml('text', faults, 'text-hint')}>
${entry.text}</textarea>
</div>`;
}

function reachFields(context: PageContext, form: Form): Html {
  const { words } = context;
  const hint: PublicKey = form.kind === 'claim' ? 'public.field.reach.claim' : 'public.field.reach.hint';
  return html`<fieldset>
<legend>${words.say('public.field.reach')}</legend>
<p class="hint">${words.say(hint)}</p>
${textField(context, form, { name: 'name', autocomplete: 'name' })}
${textField(context, form, { name: 'phone', type: 'tel', autocomplete: 'tel' })}
${textField(context, form, { name: 'mail', type: 'email', autocomplete: 'email' })}
</fieldset>`;
}

function labelHtml({ words }: PageContext, name: FieldName, isOptional: boolean): Html {
  const optional = isOptional ? html` <small>${words.say('public.field.optional')}</small>` : '';
  return html`<label for="${name}">${words.say(`public.field.${name}`)}${optional}</label>`;
}

function faultHtml(context: PageContext, name: FieldName, faults: readonly FormFault[]): Html {
  const fault = faults.find(({ field }) => field === name);
  return fault === undefined ? html`` : html`<p class="fault" id="${name}-fault">${faultText(context, fault)}</p>`;
}

/** What belongs to a field is read out with it. */
function markedHtml(name: FieldName, faults: readonly FormFault[], hint: string | null = null): Html {
  const isWrong = faults.some(({ field }) => field === name);
  const about = [...(isWrong ? [`${name}-fault`] : []), ...(hint === null ? [] : [hint])];
  return html`${isWrong ? html` aria-invalid="true"` : ''}${about.length === 0 ? '' : html` aria-describedby="${about.join(' ')}"`}`;
}
