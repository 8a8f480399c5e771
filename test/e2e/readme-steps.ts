import { readFileSync } from 'node:fs';

/** A file that the README has its reader write, or a command that it has them run, in its order. */
export type Step =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'run'; readonly command: string };

const README = new URL('../../README.md', import.meta.url);
const FENCE = /^( *)```(\w+)\n([\s\S]*?)^\1```$/gm;

/** What a section of the README asks for, word by word: blocks of `sh` are run, every other block is the file named last before it. */
export function stepsOfReadme(heading: string): readonly Step[] {
  const text = readFileSync(README, 'utf8');
  const from = text.indexOf(`\n## ${heading}`);
  if (from < 0) throw new Error(`The README has no section "${heading}".`);
  const end = text.indexOf('\n## ', from + 1);
  const section = text.slice(from, end < 0 ? undefined : end);
  return [...section.matchAll(FENCE)].map((match) => {
    const [, indent = '', language, body = ''] = match;
    const block = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    if (language === 'sh') return { kind: 'run', command: block.trim() };
    const name = [...section.slice(0, match.index).matchAll(/`([\w-]+\.\w+)`/g)].at(-1)?.[1] ?? '';
    return { kind: 'file', name, text: block };
  });
}
