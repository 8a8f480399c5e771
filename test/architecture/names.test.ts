import ts from 'typescript';
import { expect, it } from 'vitest';
import { CODE_FILES, FILES, nodesOf, placeOf, read } from './project.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names for a place where anything may go. */
const HOMELESS = /(^|-)(utils?|helpers?|common|misc|managers?|services?)$/;
// One letter of each stands in brackets, so that this file does not find itself.
const LEFT_OVER = /(\/\/|\*|#|<!--).*\b(TO[D]O|FIX[M]E|X[X]X|HAC[K])\b/;

it('files and folders are kebab-case', () => {
  const named = CODE_FILES.filter((file) => !file.split('/').every((part) => KEBAB.test(part)));
  expect(named, 'rename them after the one thing they hold, such as wall-tile.svelte').toEqual([]);
});
it('every file and folder is named for what it holds', () => {
  const named = CODE_FILES.filter((file) => file.split('/').some((part) => HOMELESS.test(part.split('.')[0] ?? '')));
  expect(named, 'what has no better name has no home yet: move each piece to the folder whose word it is').toEqual([]);
});
it('exports are listed by name', () => {
  const faults = CODE_FILES.filter((file) => !file.endsWith('.config.ts')).flatMap((file) =>
    nodesOf(file).flatMap((node) => (isUnnamedExport(node) ? [placeOf(node)] : [])),
  );
  expect(faults, 'export by name: no default export, no `export *`').toEqual([]);
});
it('nothing is left over', () => {
  const faults = FILES.filter((file) => /\.(ts|mjs|svelte|css|html|ya?ml|md)$/.test(file) && LEFT_OVER.test(read(file)));
  expect(faults, 'do it, open an issue, or drop it').toEqual([]);
});

function isUnnamedExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportDeclaration(node)) return node.exportClause === undefined;
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
}
