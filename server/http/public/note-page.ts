import type { PublicKey } from '../../../shared/text/index.ts';
import { html } from '../html.ts';
import { framed, linkTo, type PageContext } from './page-frame.ts';

/** A page that says only what happened and where to go on. */
export function notePage(context: PageContext, title: PublicKey, text: PublicKey): string {
  const { words } = context;
  return framed(context, {
    title: words.say(title),
    isPrivate: true,
    body: html`<h1>${words.say(title)}</h1>
<p class="lead">${words.say(text)}</p>
<p><a class="button" href="${linkTo(context, '/promises')}">${words.say('public.back')}</a></p>`,
  });
}
