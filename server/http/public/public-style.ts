import { PAPER_COLORS, PUBLIC_COLORS } from './public-colors.ts';

const VARIABLES = Object.entries({ ...PUBLIC_COLORS, ...PAPER_COLORS })
  .map(([name, [day, night]]) => `--${name}: light-dark(${day}, ${night});`)
  .join('\n  ');

/** Paper, read on a phone first: one column, then two, then the five of a wide page. */
export const PUBLIC_STYLE = `:root {
  color-scheme: light dark;
  ${VARIABLES}
  --font: "Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Noto Sans", "Liberation Sans",
    "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  --t-12: 0.75rem; --t-13: 0.8125rem; --t-15: 0.9375rem; --t-18: 1.125rem; --t-22: 1.375rem; --t-28: 1.75rem; --t-44: 2.75rem;
  --hit-touch: 2.75rem;
}
@media (prefers-contrast: more) { :root { --ink-1: light-dark(#000, #fff); --ink-2: var(--ink-1); --ink-3: var(--ink-1); --line: var(--line-2); --line-2: var(--ink-1); --ground: light-dark(#fff, #000); --panel: var(--ground); --on-ink: var(--ground); } }
@media (forced-colors: active) { :root { forced-color-adjust: none; --ink-1: CanvasText; --ink-2: CanvasText; --ink-3: CanvasText; --line: CanvasText; --line-2: CanvasText; --ground: Canvas; --panel: Canvas; --sunken: Canvas; --on-ink: Canvas; } }
*, *::before, *::after { box-sizing: border-box; margin: 0; }
html { font: 400 100%/1.45 var(--font); font-feature-settings: "tnum" 1, "lnum" 1; text-size-adjust: 100%; }
body { max-width: 82rem; margin: 0 auto; padding: 0 1rem 3rem; background: var(--ground); color: var(--ink-2); font-size: var(--t-15); overflow-wrap: break-word; }
html { background: var(--ground); }
:lang(zh) { line-height: 1.5; }
h1, h2, h3, b, legend, dd { color: var(--ink-1); }
h1 { font-size: var(--t-28); line-height: 1.15; text-wrap: balance; }
h2 { font-size: var(--t-18); }
h3 { font-size: var(--t-18); line-height: 1.3; }
h4 { color: var(--ink-3); font-size: var(--t-13); font-weight: 400; }
small { font-size: var(--t-13); font-weight: 400; color: var(--ink-3); }
ul, ol { list-style: none; padding: 0; }
a { color: var(--ink-1); text-underline-offset: 0.18em; }
:focus-visible { outline: 2px solid var(--ink-1); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -200vw; padding: 0.75rem; background: var(--panel); }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 1; }
.shapes { position: absolute; }
.mark { width: 0.85em; height: 0.85em; flex: none; overflow: visible; vertical-align: -0.06em; fill: none; stroke: var(--ink-3); stroke-width: 2.4; stroke-linejoin: round; forced-color-adjust: none; }
.mark.broken { fill: var(--broken-fill); stroke: var(--broken-fill); }
.cross { fill: none; stroke: var(--broken-on); stroke-width: 3.2; }
.mark.no-data { stroke: var(--ink-2); }

.top { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.top a { display: inline-flex; align-items: center; min-height: var(--hit-touch); color: var(--ink-1); text-decoration: none; }
.top a:hover, .top a[aria-current] { text-decoration: underline; text-decoration-thickness: 2px; }
.top nav { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.top .name { font-size: var(--t-18); font-weight: 700; }
.banner { margin-top: 1rem; padding: 0.5rem 0.75rem; border: 1px solid var(--line-2); background: var(--panel); color: var(--ink-1); }

.head { display: grid; gap: 1.5rem; padding: 1.75rem 0 1.25rem; }
.lead { max-width: 44rem; margin-top: 0.75rem; font-size: 1.0625rem; }
.facts { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: end; }
.facts div { display: flex; flex-direction: column-reverse; }
.facts dd { font-size: var(--t-28); line-height: 1.2; font-weight: 500; white-space: nowrap; }
.facts dt { max-width: 13rem; font-size: var(--t-13); }
.legend { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem 2rem; padding: 0.75rem 0; border-top: 1px solid var(--line); font-size: var(--t-13); }
.legend ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
section { margin-top: 2rem; }
section > h2 { margin-bottom: 0.5rem; font-size: var(--t-22); }
.empty { padding: 1.5rem 1rem; background: var(--panel); border: 1px solid var(--line); }

.rows { background: var(--panel); border: 1px solid var(--line); }
.row { display: grid; grid-template-columns: minmax(6.5rem, 1fr) minmax(0, auto); gap: 0.9rem 1rem; padding: 1.1rem 1rem; border-top: 1px solid var(--line); }
.row:first-child { border-top: 0; }
.row.broken { box-shadow: inset 4px 0 0 var(--broken-fill); }
.row > .what, .row > .how, .row > .past { grid-column: 1 / 3; }
.row h3 a { display: inline-block; min-height: 1.5rem; color: inherit; text-decoration-color: var(--line-2); }
.now { margin-top: 0.35rem; color: var(--ink-1); }
.row.broken .now, .owed { font-weight: 700; }
.owed { color: var(--ink-1); }
.how p, .paid p, .note, .sum { font-size: var(--t-13); }
.months { display: flex; max-width: 22rem; justify-content: space-between; margin: 0.35rem 0 0.25rem; }
.months li { display: grid; justify-items: center; gap: 0.2rem; font-size: var(--t-12); line-height: 1; color: var(--ink-3); }
.months .mark { width: 0.9rem; height: 0.9rem; }
.paid .sum-paid, section > .sum-paid { font-size: var(--t-18); font-weight: 500; color: var(--ink-1); }
.do { display: flex; flex-direction: column; align-items: end; gap: 0.35rem; text-align: right; align-self: end; }
.do .note { max-width: 12rem; color: var(--ink-3); }
.button { display: inline-flex; align-items: center; min-height: var(--hit-touch); padding: 0 1rem; border: 1px solid var(--line-2); border-radius: 2px; background: var(--panel); color: var(--ink-1); font: inherit; text-decoration: none; cursor: pointer; }
.button:hover { border-color: var(--ink-1); }
.button.main { background: var(--ink-1); border-color: var(--ink-1); color: var(--on-ink); font-weight: 700; }
.ways { display: grid; gap: 1.5rem 3rem; margin-top: 2.5rem; padding-top: 1.5rem; border-top: 2px solid var(--ink-1); }
.ways p { max-width: 28rem; margin: 0.35rem 0 0.75rem; }
footer { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin-top: 2.5rem; font-size: var(--t-13); }
footer a, .back a { display: inline-flex; align-items: center; min-height: var(--hit-touch); }
main > h1 { padding-top: 1.25rem; }
.reference { font-size: var(--t-22); white-space: nowrap; }

.two { display: grid; gap: 0 3rem; }
.plain li + li { margin-top: 0.35rem; }
section > .button { margin-top: 0.75rem; }
table { width: 100%; max-width: 34rem; border-collapse: collapse; background: var(--panel); border: 1px solid var(--line); }
th, td { padding: 0.45rem 0.75rem; border-top: 1px solid var(--line); text-align: left; font-weight: 400; color: var(--ink-2); }
thead th { border-top: 0; background: var(--sunken); color: var(--ink-2); font-size: var(--t-13); }
.figure { text-align: right; }
pre { max-width: 44rem; margin-top: 0.5rem; padding: 0.75rem; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); font-size: var(--t-13); white-space: pre-wrap; overflow-wrap: anywhere; }
img { display: block; max-width: 100%; margin-top: 0.5rem; }

form { max-width: 40rem; margin-top: 1.25rem; }
.field { margin-bottom: 1.1rem; }
label { display: block; color: var(--ink-1); font-weight: 500; }
input, select, textarea { width: 100%; min-height: var(--hit-touch); margin-top: 0.3rem; padding: 0.5rem 0.65rem; border: 1px solid var(--line-2); border-radius: 2px; background: var(--panel); color: var(--ink-1); font: inherit; }
[aria-invalid] { border: 2px solid var(--broken-fill); }
.hint { font-size: var(--t-13); color: var(--ink-3); }
.fault { color: var(--ink-1); font-weight: 700; }
.fault::before { content: "✕ "; }
fieldset { min-width: 0; margin: 0 0 1.5rem; padding: 1rem; border: 1px solid var(--line-2); }
legend { padding: 0 0.35rem; font-weight: 700; }
fieldset .hint { margin-bottom: 0.75rem; }
.trap { position: absolute; left: -200vw; width: 1px; height: 1px; overflow: hidden; }
.faults { max-width: 40rem; margin-top: 1rem; padding: 0.75rem 1rem; border: 2px solid var(--broken-fill); background: var(--panel); }
.faults li { margin-top: 0.25rem; }
.standing { max-width: 44rem; margin-top: 1.25rem; padding: 1rem; border: 2px solid var(--ink-1); background: var(--panel); font-size: var(--t-18); color: var(--ink-1); }
.standing b { display: block; font-size: var(--t-13); font-weight: 400; color: var(--ink-3); }
.case { max-width: 44rem; margin-top: 1rem; }
.case div { display: grid; gap: 0 1rem; padding: 0.45rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--ink-3); }
dd { white-space: pre-line; }
.steps li { padding: 0.3rem 0 0.3rem 1rem; border-left: 4px solid var(--line); }
.steps .done { border-left-color: var(--ink-1); color: var(--ink-1); }

@media (min-width: 40rem) {
  body { padding: 0 2rem 3rem; }
  h1 { font-size: var(--t-44); }
  .row { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) auto; }
  .row > .what { grid-column: 1; }
  .row > .how { grid-column: 2 / 4; }
  .row > .past { grid-column: 1; }
  .ways { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .case div { grid-template-columns: 12rem minmax(0, 1fr); }
}
@media (min-width: 64rem) {
  .head { grid-template-columns: minmax(0, 1fr) auto; align-items: end; }
  .head h1 { max-width: 32rem; }
  .row { grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) 15rem minmax(0, 2fr) minmax(8rem, 2fr); gap: 1.25rem; }
  .row > .what, .row > .how, .row > .past { grid-column: auto; }
  .row h3 { font-size: 1rem; }
  .row .do { align-self: start; }
}
@media print {
  .top nav, .ways, footer, .do { display: none; }
  * { print-color-adjust: exact; }
}
`;
