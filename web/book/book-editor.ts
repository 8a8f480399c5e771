import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { type Diagnostic, lintKeymap, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { EDITOR_LOOK } from './editor-look.ts';
import { changedLines, type LineMark, MARK_GUTTERS, setChanged, setMarks } from './editor-marks.ts';
import { meaningOnHover, offersFrom } from './schema-offers.ts';
import type { Schema } from './schema-walk.ts';

/** Something to see to at a place of the text, 1-based. */
export type Remark = LineMark & { readonly column: number; readonly text: string };

export type BookEditorOptions = {
  /** Where it is drawn. It is a root of shadow, whose style sheets the page's policy lets the editor make. */
  readonly root: ShadowRoot;
  readonly text: string;
  /** What people who hear the page are told it is. */
  readonly label: string;
  readonly phrases: { readonly [english: string]: string };
  readonly schemaOf: () => Schema | null;
  readonly onText: (text: string) => void;
  readonly onCursor: (line: number, column: number) => void;
};

/** The text of a book to write in. */
export class BookEditor {
  readonly #view: EditorView;
  readonly #comparing = new Compartment();
  readonly #speaking = new Compartment();

  constructor({ root, text, label, phrases, schemaOf, onText, onCursor }: BookEditorOptions) {
    const told = EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
      if (docChanged) onText(state.doc.toString());
      if (!docChanged && !selectionSet) return;
      const { head } = state.selection.main;
      const line = state.doc.lineAt(head);
      onCursor(line.number, head - line.from + 1);
    });
    const extensions = [
      lineNumbers(),
      ...MARK_GUTTERS,
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      search({ top: true }),
      yaml(),
      autocompletion({ override: [offersFrom(schemaOf)], icons: false }),
      meaningOnHover(schemaOf),
      keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      this.#speaking.of(speaking(label, phrases)),
      this.#comparing.of([]),
      EDITOR_LOOK,
      told,
    ];
    this.#view = new EditorView({ root, parent: root, state: EditorState.create({ doc: text, extensions }) });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Puts another text in place of the whole; it can be undone. */
  replaceAll(text: string): void {
    if (text !== this.text) this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
  }

  /** Puts another text between two places of a line, 0-based columns. */
  replace(line: number, [from, to]: readonly [number, number], insert: string): void {
    const at = this.#view.state.doc.line(line).from;
    this.#view.dispatch({ changes: { from: at + from, to: at + to, insert }, selection: { anchor: at + from }, scrollIntoView: true });
    this.#view.focus();
  }

  speak(label: string, phrases: BookEditorOptions['phrases']): void {
    this.#view.dispatch({ effects: this.#speaking.reconfigure(speaking(label, phrases)) });
  }

  remark(remarks: readonly Remark[]): void {
    const { doc } = this.#view.state;
    const found = remarks.filter(({ line }) => line <= doc.lines);
    const diagnostics = found.map(({ line, column, level, text }): Diagnostic => {
      const { from, to, text: written } = doc.line(line);
      const at = Math.min(from + column - 1, to);
      const length = /^("[^"]*"|'[^']*'|[\w.<>=%-]+)/.exec(written.slice(at - from))?.[0].length ?? to - at;
      return { from: at, to: Math.min(to, at + Math.max(1, length)), severity: level === 'fix' ? 'error' : 'warning', message: text };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics), { effects: setMarks.of(found) });
  }

  /** Marks the lines that another text does not have. @returns how many. */
  markChanged(base: string): number {
    const lines = changedLines(base, this.text);
    this.#view.dispatch({ effects: setChanged.of(lines) });
    return lines.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  /** Shows beside each change what another text has there, or ends that. */
  compare(base: string | null): void {
    const merged =
      base === null ? [] : unifiedMergeView({ original: base, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 8 } });
    this.#view.dispatch({ effects: this.#comparing.reconfigure(merged) });
  }

  nextFinding(): void {
    nextDiagnostic(this.#view);
    this.#view.focus();
  }

  /** Places are 1-based. */
  goTo(line: number, column = 1): void {
    const { doc } = this.#view.state;
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
    const anchor = Math.min(from + column - 1, to);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  close(): void {
    this.#view.destroy();
  }
}

function speaking(label: string, phrases: BookEditorOptions['phrases']) {
  return [
    EditorState.phrases.of(phrases),
    EditorView.contentAttributes.of({ 'aria-label': label, lang: 'en', spellcheck: 'false', tabindex: '0' }),
  ];
}
