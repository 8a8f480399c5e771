import { faultEn } from './fault-en.ts';
import { faultFormEn } from './fault-form-en.ts';
import { faultFormZh } from './fault-form-zh.ts';
import { faultPromiseEn } from './fault-promise-en.ts';
import { faultPromiseZh } from './fault-promise-zh.ts';
import { faultZh } from './fault-zh.ts';
import { filled } from './filled.ts';
import type { Bilingual, Language, Text } from './text.ts';

type English = typeof faultEn & typeof faultPromiseEn & typeof faultFormEn;
export type FaultKey = keyof English;
/** What may stand at a place of a book. */
export type FormKey = keyof typeof faultFormEn;
/** A sentence about a fault by its key, so that whoever shows it picks the language. */
export type FaultText = { readonly key: FaultKey; readonly args?: Text['args'] };
/** What is wrong, and how to mend it. */
export type Fault = { readonly message: FaultText; readonly fix: FaultText };

/** Those that are always mended the same way. */
type MendedKey = { [K in FaultKey]: `${K}.fix` extends FaultKey ? K : never }[FaultKey];

const CATALOGUES: { readonly [L in Language]: { readonly [K in FaultKey]: string } } = {
  en: { ...faultEn, ...faultPromiseEn, ...faultFormEn },
  zh: { ...faultZh, ...faultPromiseZh, ...faultFormZh },
};

const FORM_KEYS = Object.keys(faultFormEn) as readonly FormKey[];

/** A fault that is always mended the same way: the sentence of `<key>.fix` has the same arguments. */
export function faultOf(key: MendedKey, args: Text['args'] = {}): Fault {
  return { message: { key, args }, fix: { key: `${key}.fix` as const, args } };
}

/** A sentence about a fault in one language: no screen but that of the book carries them. */
export function sayFault(language: Language, { key, args }: FaultText): string {
  return filled(language, CATALOGUES[language][key], args);
}

/** What an English text says may stand at a place, as the schemas of a book describe it; `null` where it is another text. */
export function formOf(english: string): FormKey | null {
  return FORM_KEYS.find((key) => faultFormEn[key] === english) ?? null;
}

/** The same in both, for a sentence that it becomes a part of. */
export function faultInBoth(text: FaultText): Bilingual {
  return { en: sayFault('en', text), zh: sayFault('zh', text) };
}

/** `What. How to mend it.` */
export function tellFault(language: Language, { message, fix }: Fault): string {
  const args = { message: sayFault(language, message), fix: sayFault(language, fix) };
  return sayFault(language, { key: 'fault.told', args });
}
