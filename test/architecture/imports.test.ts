import { posix } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { CODE_FILES, isTest, nodesOf, placeOf } from './project.ts';

/** A shared folder may import those before it (docs/decisions/0002). */
const SHARED_ORDER =
  'error right number event text calendar book clock measure remedy score foresight engine view design review lint wire'.split(' ');
/** The pieces that the screens of the web are made from; each may import those before it. */
const WEB_ORDER = 'style connection part frame chart'.split(' ');
/** The folders of the server that bring the others together, as server/main.ts does. */
const SERVER_TOPS = ['', 'command'];
/** The one piece of the examples that is part of the program: the demo plays it, and the command line prints it for anyone. */
const PLAYED_EXAMPLE = { by: 'server/demo', folder: 'examples/simulated' };
const SHARED_PACKAGES = ['yaml', '@marcbachmann/cel-js', '@cfworker/json-schema'];
const WEB_PACKAGES = /^(svelte(\/.+)?|socket\.io-client|@fontsource\/.+)$/;
/** What the editor of the book is made from (docs/decisions/0071); nothing else of the web may carry it. */
const EDITOR_PACKAGES = /^(@codemirror\/[a-z-]+|@lezer\/highlight)$/;

/** One import: `target` is a file of the project, or what a package is called. */
type Import = { readonly place: string; readonly from: string; readonly target: string; readonly isPackage: boolean };
/** What to do about an import; null when nothing is wrong with it. */
type Rule = (imported: Import) => string | null;

const IMPORTS: readonly Import[] = CODE_FILES.flatMap(importsOf);

it('shared imports only shared folders before its own and its three pure packages', () => {
  expect(faults('shared', sharedRule)).toEqual([]);
});
it('server imports shared, packages and its ports, and only its top brings folders together', () => {
  expect(faults('server', serverRule)).toEqual([]);
});
it('the example that the demo plays imports shared and itself', () => {
  expect(faults(PLAYED_EXAMPLE.folder, playedRule)).toEqual([]);
});
it('web imports shared and its own pieces, and no screen imports another', () => {
  expect(faults('web', webRule)).toEqual([]);
});
it('another folder is entered by its index.ts', () => {
  expect([
    ...faults('shared', doorRule),
    ...faults('server', doorRule),
    ...faults('web', doorRule),
    ...faults(PLAYED_EXAMPLE.folder, doorRule),
  ]).toEqual([]);
});
it('nothing but a test imports a test', () => {
  const rule: Rule = ({ target, isPackage }) => (!isPackage && isTest(target) ? 'move what it needs out of the tests' : null);
  expect([...faults('shared', rule), ...faults('server', rule), ...faults('web', rule)]).toEqual([]);
});

/** The imports of an area, those of its tests apart, that a rule finds fault with. */
function faults(area: string, rule: Rule): readonly string[] {
  return IMPORTS.filter(({ from }) => from.startsWith(`${area}/`) && !isTest(from)).flatMap((imported) => {
    const fix = rule(imported);
    return fix === null ? [] : [`${imported.place} imports ${imported.target}: ${fix}`];
  });
}

function sharedRule({ from, target, isPackage }: Import): string | null {
  if (isPackage) return SHARED_PACKAGES.includes(target) ? null : `shared uses only ${SHARED_PACKAGES.join(', ')}; take it as an argument`;
  const [, own] = folderOf(from);
  const [area, other] = folderOf(target);
  if (area !== 'shared') return 'shared imports nothing outside shared';
  if (!SHARED_ORDER.includes(own)) return `give shared/${own} its place in SHARED_ORDER`;
  return mayImport(SHARED_ORDER, own, other) ? null : `it does not stand before shared/${own}; move what both need into a folder that does`;
}

function serverRule({ from, target, isPackage }: Import): string | null {
  const [, own] = folderOf(from);
  const [area, other] = folderOf(target);
  if (isPackage || area === 'shared') return null;
  if (folderOf(from).join('/') === PLAYED_EXAMPLE.by && folderOf(target).join('/') === PLAYED_EXAMPLE.folder) return null;
  if (area !== 'server') return 'the server imports shared and itself';
  if (SERVER_TOPS.includes(own) || other === own || other === 'ports') return null;
  return 'let server/main.ts or a command bring the two together, or put a port between them';
}

/** What the demo plays runs wherever the server does, and the same for ever: it takes from shared alone what it needs. */
function playedRule({ from, target, isPackage }: Import): string | null {
  const [area] = folderOf(target);
  const isOwn = folderOf(target).join('/') === PLAYED_EXAMPLE.folder;
  const isPrinter = from === `${PLAYED_EXAMPLE.folder}/print.ts` && target.startsWith('node:');
  return isOwn || isPrinter || (!isPackage && area === 'shared') ? null : `${PLAYED_EXAMPLE.folder} imports shared and itself`;
}

function webRule({ from, target, isPackage }: Import): string | null {
  const [, own] = folderOf(from);
  const [area, other] = folderOf(target);
  if (isPackage && own === 'book' && EDITOR_PACKAGES.test(target)) return null;
  if (isPackage) return WEB_PACKAGES.test(target) || own === 'chart' ? null : 'only web/chart may use another package, and only to draw';
  if (area === 'shared') return null;
  if (area !== 'web') return 'the web imports shared and itself; what the server knows comes over the wire';
  if (own === '') return null;
  return mayImport([...WEB_ORDER, own], own, other) ? null : 'move what both need into one of the pieces that come before';
}

function doorRule({ from, target, isPackage }: Import): string | null {
  const isCode = /\.(ts|mjs|svelte)$/.test(target);
  const inside = folderOf(from).join('/') === folderOf(target).join('/');
  return isPackage || !isCode || inside || target.endsWith('/index.ts') ? null : `import it from ${folderOf(target).join('/')}/index.ts`;
}

/** Whether a folder is the own one or stands before it. */
function mayImport(order: readonly string[], own: string, other: string): boolean {
  return other === own || order.slice(0, order.indexOf(own)).includes(other);
}

/** Area and folder of a file: `server` and `log`, or `server` and nothing for server/main.ts. */
function folderOf(file: string): readonly [area: string, folder: string] {
  const [area = '', folder = '', inFolder] = file.split('/');
  return [area, inFolder === undefined ? '' : folder];
}

function importsOf(file: string): readonly Import[] {
  return nodesOf(file).flatMap((node) => {
    const specifier = specifierOf(node);
    if (specifier === null) return [];
    const isPackage = !specifier.startsWith('.');
    return [{ place: placeOf(node), from: file, target: isPackage ? specifier : posix.join(posix.dirname(file), specifier), isPackage }];
  });
}

/** What an import, a re-export, a dynamic import or an imported type names; null for any other node. */
function specifierOf(node: ts.Node): string | null {
  const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
  const called = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
  const typed = ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  const specifier = named ?? called ?? typed;
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : null;
}
