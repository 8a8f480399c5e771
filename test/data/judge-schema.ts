import { readFileSync } from 'node:fs';
import { type Schema, Validator } from '@cfworker/json-schema';

const SCHEMA: Schema = JSON.parse(readFileSync(new URL('../../docs/schema/judge-line.json', import.meta.url), 'utf8'));
const validator = new Validator(SCHEMA, '2020-12');

/** What the published schema has against lines that `kept judge` answered; empty when nothing. */
export function faultsBySchema(lines: readonly unknown[]): readonly unknown[] {
  return lines.flatMap((line) => (validator.validate(line).valid ? [] : [line]));
}
