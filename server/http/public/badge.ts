import type { PublicBoard, PublicRow, PublicState } from '../../../shared/view/index.ts';
import { type Html, html } from '../html.ts';
import { PAPER_COLORS, PUBLIC_COLORS } from './public-colors.ts';
import type { PublicWords } from './public-words.ts';

const HEIGHT_PX = 24;
const FONT_PX = 12;
const PAD_PX = 8;
const MARK_PX = 12;

/** How all public promises stand: as the worst of them. What has no data or nothing due is kept by nobody. */
export function boardBadge(words: PublicWords, { rows }: PublicBoard): string {
  const due = rows.filter(({ state }) => state !== 'idle');
  const kept = due.filter(({ state }) => state === 'kept').length;
  const state = (['broken', 'no-data', 'kept'] as const).find((each) => due.some((row) => row.state === each)) ?? 'idle';
  const text = state === 'idle' ? words.say('public.badge.idle') : words.say('public.badge.board', { kept, all: due.length });
  return badge({ label: words.say('public.badge.label'), text, state });
}

export function promiseBadge(words: PublicWords, { title, state }: PublicRow): string {
  return badge({ label: words.pick(title), text: words.say(`public.badge.${state}`), state });
}

type Badge = { readonly label: string; readonly text: string; readonly state: PublicState };

/** A picture that stands by itself on any page, light or dark: on a ground of its own, with a mark, and words that its title repeats. */
function badge({ label, text, state }: Badge): string {
  const [labelPx, textPx] = [widthOf(label), widthOf(text)];
  const middle = PAD_PX + labelPx + PAD_PX;
  const width = middle + PAD_PX + MARK_PX + PAD_PX / 2 + textPx + PAD_PX;
  const [ink, panel, line] = [PUBLIC_COLORS['ink-1'][0], PAPER_COLORS.panel[0], PUBLIC_COLORS['line-2'][0]];
  const { markup } =
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT_PX}" viewBox="0 0 ${width} ${HEIGHT_PX}" role="img" aria-label="${label}: ${text}">
<title>${label}: ${text}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${HEIGHT_PX - 1}" fill="${panel}" stroke="${line}"/>
<rect x="0.5" y="0.5" width="${middle}" height="${HEIGHT_PX - 1}" fill="${ink}"/>
<g font-family="Roboto, 'Noto Sans', 'Liberation Sans', 'PingFang SC', 'Noto Sans CJK SC', sans-serif" font-size="${FONT_PX}">
<text x="${PAD_PX}" y="16" textLength="${labelPx}" lengthAdjust="spacingAndGlyphs" fill="${panel}">${label}</text>
<text x="${width - PAD_PX - textPx}" y="16" textLength="${textPx}" lengthAdjust="spacingAndGlyphs" fill="${ink}">${text}</text>
</g>
<g transform="translate(${middle + PAD_PX} ${(HEIGHT_PX - MARK_PX) / 2}) scale(${MARK_PX / 24})" stroke-linejoin="round">${shapeOf(state)}</g>
</svg>
`;
  return markup;
}

function shapeOf(state: PublicState): Html {
  const [ink, broken, on] = [PUBLIC_COLORS['ink-2'][0], PUBLIC_COLORS['broken-fill'][0], PUBLIC_COLORS['broken-on'][0]];
  switch (state) {
    case 'kept':
      return html`<circle cx="12" cy="12" r="9.2" fill="none" stroke="${ink}" stroke-width="2.6"/>`;
    case 'idle':
      return html`<circle cx="12" cy="12" r="9.2" fill="none" stroke="${ink}" stroke-width="2.6" stroke-dasharray="2.2 3.58"/>`;
    case 'broken':
      return html`<path d="M1.5 1.5h21v21h-21z" fill="${broken}"/><path d="m7.5 7.5 9 9m0-9-9 9" stroke="${on}" stroke-width="3.2"/>`;
    case 'no-data':
      return html`<path d="M2 2h20v20H2z" fill="none" stroke="${ink}" stroke-width="2.4" stroke-dasharray="4 3"/><path d="M2 15 15 2M9 22 22 9" stroke="${ink}" stroke-width="2.4"/>`;
  }
}

/** About how wide a text is; it is drawn exactly so wide, whatever font there is. */
function widthOf(text: string): number {
  return Math.ceil(
    [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffff]/.test(letter) ? FONT_PX : /[iljtf.,:;|! '()1]/.test(letter) ? 4 : 6.8), 0),
  );
}
