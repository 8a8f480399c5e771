/** Paper: white, dark inks, one colour for what is broken, as the desk has them. It fits A4, and links do not print. */
export const RECEIPT_STYLE = `:root {
  color-scheme: light;
  --ground: #f3f4f4; --panel: #ffffff; --sunken: #e6e8e8; --line: #d5d8d9;
  --ink-1: #14171a; --ink-2: #3a4044; --ink-3: #53595d; --broken: #bd0b3c;
}
* { box-sizing: border-box; margin: 0; }
body {
  padding: 24px 12px;
  background: var(--ground);
  color: var(--ink-2);
  font: 13px/1.5 "Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Noto Sans", "Liberation Sans",
    "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  font-feature-settings: "tnum" 1, "lnum" 1;
}
nav, main { max-width: 190mm; margin: 0 auto; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-bottom: 12px; color: var(--ink-3); }
nav span { margin-left: auto; }
a { color: var(--ink-1); }
main { padding: 12mm; background: var(--panel); border: 1px solid var(--line); }
header { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 16px; padding-bottom: 12px; border-bottom: 2px solid var(--ink-1); }
.kind { grid-column: 1 / 3; color: var(--ink-3); }
h1 { font-size: 22px; line-height: 28px; font-weight: 500; color: var(--ink-1); overflow-wrap: anywhere; }
.says { grid-column: 1; color: var(--ink-1); }
.verdict { grid-column: 2; grid-row: 2; align-self: start; padding: 2px 10px; border: 2px solid var(--ink-2); color: var(--ink-1); font-weight: 700; }
.verdict.broken { border-color: var(--broken); background: var(--broken); color: #ffffff; }
.verdict.no-data { border-style: dashed; }
section { margin-top: 16px; }
h2 { margin-bottom: 4px; font-size: 13px; font-weight: 700; color: var(--ink-1); break-after: avoid; }
p { overflow-wrap: anywhere; }
table { width: 100%; margin-top: 6px; border-collapse: collapse; font-size: 12px; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 3px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { white-space: nowrap; background: var(--sunken); font-weight: 500; color: var(--ink-1); }
.figure { text-align: right; white-space: nowrap; }
tfoot td { border-bottom: 0; border-top: 1px solid var(--ink-2); color: var(--ink-1); font-weight: 700; }
dl { display: grid; gap: 2px; }
dl > div { display: grid; grid-template-columns: 45mm minmax(0, 1fr); gap: 8px; }
dt { color: var(--ink-3); }
dd { color: var(--ink-1); overflow-wrap: anywhere; }
@page { size: A4; margin: 14mm; }
@media print {
  body { padding: 0; background: none; font-size: 9.5pt; }
  nav { display: none; }
  header { padding-bottom: 8px; }
  section { margin-top: 10px; }
  th, td { padding: 1px 6px; }
  main { max-width: none; padding: 0; border: 0; }
  * { print-color-adjust: exact; }
}
@media (max-width: 560px) {
  main { padding: 16px 12px; }
  header { grid-template-columns: minmax(0, 1fr); }
  .kind, .says, .verdict { grid-column: 1; grid-row: auto; justify-self: start; }
  table { display: block; overflow-x: auto; }
  td { overflow-wrap: break-word; }
  dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
`;
