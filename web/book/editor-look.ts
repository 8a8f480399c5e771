import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Keys stand out, remarks step back; categories are told by weight and ink, never by a hue. */
const INK = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ink-1)', fontWeight: 'var(--w-strong)' },
  { tag: tags.comment, color: 'var(--ink-3)' },
]);

const BOX = { border: '1px solid var(--line-2)', borderRadius: 'var(--radius)', backgroundColor: 'var(--raised)', color: 'var(--ink-1)' };
const WAVE = { backgroundImage: 'none', textDecoration: 'underline wavy var(--ink-1) 1px', textUnderlineOffset: '3px', paddingBottom: '0' };

const LOOK = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink-2)', backgroundColor: 'transparent', fontSize: 'var(--t-12)' },
  '&.cm-focused': { outline: '2px solid var(--ink-1)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '19px' },
  '.cm-content': { caretColor: 'var(--ink-1)', padding: '6px 0' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--ink-1)' },
  '.cm-activeLine': { backgroundColor: 'var(--raised)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-3)', border: '0' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--raised)', color: 'var(--ink-1)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection': {
    backgroundColor: 'var(--cone-50)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--cone-80)', color: 'inherit' },
  '.cm-selectionMatch': { backgroundColor: 'var(--cone-80)' },
  '.cm-searchMatch': { backgroundColor: 'var(--cone-50)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--ink-1)' },
  '.cm-lintRange, .cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-active': { ...WAVE, backgroundColor: 'transparent' },
  '.cm-marks': { width: '16px', textAlign: 'center', color: 'var(--ink-1)' },
  '.cm-changed': { width: '4px' },
  '.cm-changed .is-changed': { backgroundColor: 'var(--ink-3)' },
  '.cm-tooltip': { ...BOX, fontFamily: 'var(--font)', fontSize: 'var(--t-12)', maxWidth: '420px' },
  '.cm-tooltip .about': { padding: '6px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '220px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--ink-1)', color: 'var(--on-ink)' },
  '.cm-completionInfo': { padding: '6px 10px', width: '300px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: 'var(--w-strong)' },
  '.cm-diagnostic, .cm-diagnostic-error, .cm-diagnostic-warning': { borderLeft: '4px solid var(--ink-1)', padding: '4px 8px' },
  '.cm-diagnostic-warning': { borderLeft: '4px double var(--ink-1)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink-1)', fontFamily: 'var(--font)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search label': { color: 'var(--ink-1)', fontSize: 'var(--t-12)' },
  '.cm-textfield': { ...BOX, backgroundColor: 'var(--panel)' },
  '.cm-button': { ...BOX, backgroundImage: 'none' },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': { backgroundColor: 'var(--cone-80)' },
  '&.cm-merge-b .cm-changedText': { background: 'var(--cone-50)', fontWeight: 'var(--w-strong)' },
  '.cm-deletedChunk, &.cm-merge-b .cm-deletedChunk': { backgroundColor: 'var(--sunken)', color: 'var(--ink-2)', paddingLeft: '6px' },
  '.cm-collapsedLines': {
    background: 'var(--sunken)',
    color: 'var(--ink-2)',
    fontFamily: 'var(--font)',
    padding: '2px 6px',
    '&::before, &::after': { content: '""', margin: 0 },
  },
  '.cm-deletedChunk .cm-deletedText, &.cm-merge-b .cm-deletedText': { background: 'transparent', textDecoration: 'line-through' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--ink-2)' },
  '.cm-deletedLineGutter, &.cm-merge-a .cm-changedLineGutter': { background: 'var(--ink-3)' },
});

/** What the editor looks like, all of it from the tokens. */
export const EDITOR_LOOK = [LOOK, syntaxHighlighting(INK)];
