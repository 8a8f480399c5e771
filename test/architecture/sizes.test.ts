import ts from 'typescript';
import { expect, it } from 'vitest';
import { CODE_FILES, isTest, nodesOf, placeOf, read } from './project.ts';

const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 60;
const SHOWN_MAX = 10;
/** Files that are over the limit with good reason, and their lines. A number here may be lowered and never raised. */
const LARGE_FILES: { readonly [file: string]: number } = {};

type Sized = { readonly name: string; readonly lines: number };

it(`no file is over ${FILE_LINES_MAX} lines or grows past what it is listed with`, () => {
  const sizes = CODE_FILES.map((file): Sized => ({ name: file, lines: read(file).trimEnd().split('\n').length }));
  show('largest files', sizes);
  const faults = sizes.filter(({ name, lines }) => lines > (LARGE_FILES[name] ?? FILE_LINES_MAX));
  expect(faults, 'find the two rooms in it and give each a file').toEqual([]);
});
it('a listed file is still over the limit', () => {
  const small = Object.keys(LARGE_FILES).filter((file) => !CODE_FILES.includes(file) || read(file).split('\n').length <= FILE_LINES_MAX);
  expect(small, 'take it out of LARGE_FILES').toEqual([]);
});
it('the longest functions are named', () => {
  const sizes = CODE_FILES.filter((file) => !isTest(file)).flatMap((file) =>
    nodesOf(file)
      .filter(isFunction)
      .map((node): Sized => ({ name: placeOf(node), lines: linesOf(node) })),
  );
  show(`longest functions (guide: ${FUNCTION_LINES_MAX} lines)`, sizes);
  expect(sizes.length).toBeGreaterThan(0);
});

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function linesOf(node: ts.Node): number {
  const source = node.getSourceFile();
  const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  return line(node.getEnd()) - line(node.getStart()) + 1;
}

function show(title: string, sizes: readonly Sized[]): void {
  const largest = sizes.toSorted((a, b) => b.lines - a.lines).slice(0, SHOWN_MAX);
  console.info([`${title}:`, ...largest.map(({ name, lines }) => `  ${String(lines).padStart(4)}  ${name}`)].join('\n'));
}
