export type Instruction = { readonly word: string; readonly rest: string };
export type Stage = { readonly name: string; readonly instructions: readonly Instruction[] };

/** The instructions of a Dockerfile by stage, continued lines joined. */
export function stagesOf(text: string): readonly Stage[] {
  const stages: { name: string; instructions: Instruction[] }[] = [];
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    if (!/^[A-Z]/.test(line)) continue;
    const [word = ''] = line.split(' ', 1);
    const rest = line.slice(word.length + 1);
    if (word === 'FROM') stages.push({ name: / AS (\w+)/.exec(rest)?.[1] ?? '', instructions: [] });
    stages.at(-1)?.instructions.push({ word, rest });
  }
  return stages;
}
