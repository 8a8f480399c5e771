import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '..', '..');
const NOT_OURS = new Set(['.git', '.runtime', 'node_modules', 'dist', 'coverage']);
const SOURCE_FOLDERS = ['shared', 'server', 'web', 'test', 'bench', 'examples'];
/** Several tests ask for the same trees; this project's tests share one process for that (see vitest.config.ts). */
const nodesByFile = new Map<string, readonly ts.Node[]>();
const CODE = new Set(['.ts', '.mjs', '.svelte']);

/** Every file of the project, as paths from its root with `/`, sorted. */
export const FILES: readonly string[] = filesUnder('');
/** The files with code in them: TypeScript, the launcher's JavaScript, and the scripts of Svelte components. */
export const CODE_FILES = FILES.filter((file) => CODE.has(extname(file)) && SOURCE_FOLDERS.includes(file.split('/')[0] ?? ''));

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Every node of a file's code, parents before children; places are those of the file, in a Svelte component too. */
export function nodesOf(file: string): readonly ts.Node[] {
  const known = nodesByFile.get(file);
  if (known !== undefined) return known;
  const text = file.endsWith('.svelte') ? scriptsOf(read(file)) : read(file);
  const nodes: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, collect);
  };
  collect(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS));
  nodesByFile.set(file, nodes);
  return nodes;
}

/** `file:line`, as an editor opens it. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** Whether a file is a test or stands only for tests. */
export function isTest(file: string): boolean {
  return file.startsWith('test/') || /\.(test|contract|bench|long)\.ts$/.test(file);
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name) && `${folder}${entry.name}` !== 'data')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(`${folder}${entry.name}/`) : entry.isFile() ? [`${folder}${entry.name}`] : []));
}

/** The scripts of a component with all else blanked out, so that places stay. */
function scriptsOf(component: string): string {
  let scripts = component.replace(/[^\n]/g, ' ');
  for (const match of component.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)) {
    const [, open = '', code = ''] = match;
    const start = match.index + open.length;
    scripts = scripts.slice(0, start) + code + scripts.slice(start + code.length);
  }
  return scripts;
}
