import { readFileSync } from 'node:fs';
import { type Schema, Validator } from '@cfworker/json-schema';

const SCHEMA: Schema = JSON.parse(readFileSync(new URL('../../docs/schema/receipt.json', import.meta.url), 'utf8'));
const validator = new Validator(SCHEMA, '2020-12', false);

/** What the published schema has against a receipt, as it is sent; empty when nothing. */
export function receiptFaults(receipt: unknown): readonly string[] {
  return validator
    .validate(JSON.parse(JSON.stringify(receipt)))
    .errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}
