import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { nodesOf } from './project.ts';

/** The two maps of events, and what is said before them: all else on the wire hangs on these. */
const ROOTS = ['ServerToClient', 'ClientToServer', 'ReplayToClient', 'ReplayToServer', 'Offer', 'Refusal'];
const WIRE = 'shared/wire/events.ts';
/** The shapes of each version, hashed. A version that screens may have in their hands is never given other shapes. */
const SHAPES: { readonly [version: number]: string } = {
  4: '73ff7f0a211fb098',
  5: '6581337d374b3c78',
  6: 'fb19d5e96db3bfe2',
};

type Named = ts.TypeAliasDeclaration | ts.InterfaceDeclaration;

it('the shapes on the wire are those of the version', () => {
  const shapes = [...shapesFrom(ROOTS.map((name) => declared(WIRE, name)))].map(tokensOf).sort();
  expect(shapes.length).toBeGreaterThan(30);
  const hash = createHash('sha256').update(shapes.join('\n')).digest('hex').slice(0, 16);
  expect(
    hash,
    `A shape on the wire changed. Raise PROTOCOL_VERSION in ${WIRE} and list its hash here; while a version was never released, put its new hash in place of the old one.`,
  ).toBe(SHAPES[PROTOCOL_VERSION]);
});

/** The types that some types are made of, themselves included. */
function shapesFrom(roots: readonly Named[]): ReadonlySet<Named> {
  const found = new Set(roots);
  // A set goes on to what is added while it is walked through.
  for (const shape of found) for (const name of namesIn(shape)) add(found, shape, name);
  return found;
}

function add(found: Set<Named>, shape: Named, name: string): void {
  const file = shape.getSourceFile().fileName;
  const own = declarationIn(file, name) ?? importedBy(file, name);
  if (own !== undefined) found.add(own);
}

/**
 * Names of types that a declaration mentions. Those of the language are found nowhere; a list of codes or texts, written as the keys
 * of a value, may grow: a screen takes what it does not know for a text.
 */
function namesIn(shape: Named): readonly string[] {
  const own = new Set((shape.typeParameters ?? []).map(({ name }) => name.text));
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) names.push(node.typeName.getText());
    ts.forEachChild(node, visit);
  };
  visit(shape);
  return names.filter((name) => !own.has(name));
}

function declared(file: string, name: string): Named {
  const found = declarationIn(file, name) ?? importedBy(file, name);
  if (found === undefined) throw new Error(`${file} neither declares nor imports ${name}`);
  return found;
}

function declarationIn(file: string, name: string): Named | undefined {
  return nodesOf(file).find(
    (node): node is Named => (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) && node.name.text === name,
  );
}

/** Follows an import, or what an `index.ts` hands on. */
function importedBy(file: string, name: string): Named | undefined {
  for (const node of nodesOf(file)) {
    if (!ts.isImportSpecifier(node) && !ts.isExportSpecifier(node)) continue;
    const { moduleSpecifier } = ts.isImportSpecifier(node) ? node.parent.parent.parent : node.parent.parent;
    if (node.name.text !== name || moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) continue;
    if (moduleSpecifier.text.startsWith('.'))
      return declared(posix.join(posix.dirname(file), moduleSpecifier.text), (node.propertyName ?? node.name).text);
  }
  return undefined;
}

/** A declaration without its comments and its layout. */
function tokensOf(shape: Named): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, shape.getText());
  const tokens: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) tokens.push(scanner.getTokenText());
  // Where a list is broken into lines it may begin with `|` and its last member end with a mark: neither says anything.
  return tokens
    .join(' ')
    .replace(/(^|[=(<:]) \| /g, '$1 ')
    .replace(/ [;,] (?=[})\]>])/g, ' ')
    .replace(/ ;$/, '');
}
