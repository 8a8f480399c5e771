import type { JsonObject } from '../../../shared/event/index.ts';
import type { PublicKey } from '../../../shared/text/index.ts';
import type { PublicRow } from '../../../shared/view/index.ts';
import { isToken } from './reference.ts';

export type CaseKind = 'claim' | 'complaint';
export type FieldName = 'promise' | 'about' | 'customer' | 'text' | 'name' | 'phone' | 'mail';

/** What somebody wrote into a form, cut to nothing but the fields that it has. */
export type CaseEntry = { readonly [F in FieldName]: string } & { readonly token: string; readonly trap: string };

/** What has to be mended before it is taken; `field` is `null` where it is about the form as a whole. */
export type FormFault = {
  readonly field: FieldName | 'trap' | null;
  readonly key: PublicKey;
  readonly args?: { readonly [name: string]: string | number };
};

/** Longest texts, in UTF-16 units. */
export const FIELD_LENGTH_MAX: { readonly [F in FieldName]: number } = {
  promise: 200,
  about: 200,
  customer: 100,
  text: 2_000,
  name: 100,
  phone: 40,
  mail: 200,
};
const FIELDS = Object.keys(FIELD_LENGTH_MAX) as readonly FieldName[];
/** A field that people do not see and programs fill in. */
export const TRAP = 'website';

/** A path that is personal in every log, whatever its book says: how to reach who filed a case. */
export const CONTACT_PATH = 'data.contact';

export const EMPTY_ENTRY: Omit<CaseEntry, 'token'> = {
  promise: '',
  about: '',
  customer: '',
  text: '',
  name: '',
  phone: '',
  mail: '',
  trap: '',
};

/** The fields of a form as it was sent: the first of each name, without space around it; other fields are nobody's. */
export function entryIn(form: URLSearchParams): CaseEntry {
  const [promise, about, customer, text, name, phone, mail] = FIELDS.map((field) => cleaned(form.get(field) ?? ''));
  const [token, trap] = [form.get('token') ?? '', form.get(TRAP) ?? ''];
  return { ...EMPTY_ENTRY, ...defined({ promise, about, customer, text, name, phone, mail }), token, trap };
}

function defined(fields: { readonly [name: string]: string | undefined }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Line ends as one kind, no other control characters, no half of a character. */
function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
const PHONE = /^[+\d][\d\s()./-]{2,}$/;

/** What is wrong with it, in the order of the fields; nothing where it may be taken (PUB-5). */
export function faultsIn(kind: CaseKind, entry: CaseEntry, rows: readonly PublicRow[]): readonly FormFault[] {
  const isKnown = choices(kind, rows).some(({ id }) => id === entry.promise);
  const fault = (field: FormFault['field'], key: PublicKey, isWrong: boolean): readonly FormFault[] => (isWrong ? [{ field, key }] : []);
  return [
    ...fault(null, 'public.wrong.stale', !isToken(entry.token)),
    ...fault('promise', 'public.wrong.promise', kind === 'claim' ? !isKnown : entry.promise !== '' && !isKnown),
    ...fault('about', 'public.wrong.about', kind === 'claim' && entry.about === ''),
    ...fault('text', 'public.wrong.text', kind === 'complaint' && entry.text === ''),
    ...fault('phone', 'public.wrong.reach', kind === 'claim' && entry.phone === '' && entry.mail === ''),
    ...fault('phone', 'public.wrong.phone', entry.phone !== '' && !PHONE.test(entry.phone)),
    ...fault('mail', 'public.wrong.mail', entry.mail !== '' && !MAIL.test(entry.mail)),
    ...FIELDS.filter((field) => entry[field].length > FIELD_LENGTH_MAX[field]).map((field) => tooLong(field)),
    ...fault('trap', 'public.wrong.trap', entry.trap !== ''),
  ];
}

function tooLong(field: FieldName): FormFault {
  return { field, key: 'public.wrong.long', args: { max: FIELD_LENGTH_MAX[field] } };
}

/** The promises that a form offers: of a claim those that are paid on one. */
export function choices(kind: CaseKind, rows: readonly PublicRow[]): readonly PublicRow[] {
  return kind === 'claim' ? rows.filter(({ pays }) => pays === 'claim') : rows;
}

/** What is written to the log of it. How to reach somebody stands apart, so that it is sealed and may be erased. */
export function filedData(kind: CaseKind, entry: CaseEntry, language: string): JsonObject {
  const { promise, about, customer, text, name, phone, mail } = entry;
  const given = (fields: { readonly [name: string]: string }) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  const contact = given({ name, phone, mail });
  return {
    kind,
    language,
    ...given({ promise, about, customer, text }),
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
  };
}
