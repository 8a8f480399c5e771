import { type FaultText, type FormKey, faultInBoth, formOf, sayFault } from '../text/index.ts';

/** What may stand at a place, as a schema describes it: in English, which editors show. */
export function form(key: FormKey): string {
  return sayFault('en', { key });
}

/** That it has to be written. */
export function writeForm(key: FormKey): FaultText {
  return { key: 'fault.write', args: { expected: faultInBoth({ key }) } };
}

/** That what a schema describes has to be written. */
export function writeDescribed(description: string): FaultText {
  const key = formOf(description);
  return key === null ? { key: 'fault.write', args: { expected: description } } : writeForm(key);
}
