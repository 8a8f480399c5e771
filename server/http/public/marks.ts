import type { PublicState } from '../../../shared/view/index.ts';
import { type Html, html } from '../html.ts';

/** The shapes of the states, once on each page; every use names one. They differ in outline and in ink before any hue. */
export const MARK_SHAPES: Html = html`<svg class="shapes" aria-hidden="true" width="0" height="0">
<symbol id="m-kept" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9.2"/></symbol>
<symbol id="m-idle" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9.2" stroke-dasharray="2.2 3.58"/></symbol>
<symbol id="m-broken" viewBox="0 0 24 24"><path d="M1.5 1.5h21v21h-21z"/><path class="cross" d="m7.5 7.5 9 9m0-9-9 9"/></symbol>
<symbol id="m-no-data" viewBox="0 0 24 24"><path stroke-dasharray="4 3" d="M2 2h20v20H2z"/><path d="M2 15 15 2M9 22 22 9"/></symbol>
</svg>`;

/** A mark beside its word; readers get the word. */
export function mark(state: PublicState): Html {
  return html`<svg class="mark ${state}" aria-hidden="true" focusable="false"><use href="#m-${state}"/></svg>`;
}
