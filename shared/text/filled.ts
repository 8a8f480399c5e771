import type { Language, Text } from './text.ts';

/** A sentence of a catalogue with its arguments in it. A missing one stays visible as `{name}`. */
export function filled(language: Language, sentence: string, args: Text['args'] = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[language] : String(value);
  });
}
