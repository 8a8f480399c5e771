import type { JsonObject } from '../../event/index.ts';

/** An attribute with more values than this says who, and not what kind. */
const VALUES_MAX = 500;
const VALUE_LENGTH_MAX = 120;
const NUMBER_MAX = 100;
const INSTANT = /^\d{4}-\d\d-\d\dT/;

type Attribute = { readonly name: string; readonly values: Map<string, string> };

export type AttributeValuesData = readonly (readonly [name: string, values: readonly string[]])[];

/** Attributes of few values, found as they come, each at a place of its own for good. */
export class AttributeValues {
  readonly #attributesMax: number;
  readonly #prefix: string;
  readonly #attributes: Attribute[] = [];

  /** @param prefix before the names, to tell them from others. */
  constructor(attributesMax: number, prefix = '') {
    this.#attributesMax = attributesMax;
    this.#prefix = prefix;
  }

  learn(told: readonly (readonly [name: string, value: string])[]): void {
    for (const [name, value] of told) {
      let attribute = this.#attributes.find((each) => each.name === name);
      if (attribute === undefined) {
        if (this.#attributes.length >= this.#attributesMax) continue;
        attribute = { name, values: new Map() };
        this.#attributes.push(attribute);
      }
      const { values } = attribute;
      if (values.size <= VALUES_MAX && !values.has(value)) values.set(value, `${this.#prefix}${name}=${value}`);
    }
  }

  has(name: string): boolean {
    return this.#attributes.some((each) => each.name === name);
  }

  /** Of each place what it says, as `type=Pothole`; nothing where it is not said, not known, or has too many values. */
  namesOf(said: (name: string) => unknown): string[] {
    const names: string[] = [];
    for (let at = 0; at < this.#attributesMax; at += 1) {
      const attribute = this.#attributes[at];
      const value = attribute === undefined || attribute.values.size > VALUES_MAX ? undefined : said(attribute.name);
      names.push(isOneOfFew(value) ? (attribute?.values.get(String(value)) ?? '') : '');
    }
    return names;
  }

  data(): AttributeValuesData {
    return this.#attributes.map(({ name, values }) => [name, [...values.keys()]]);
  }

  restore(data: AttributeValuesData): void {
    for (const [name, values] of data)
      this.#attributes.push({ name, values: new Map(values.map((value) => [value, `${this.#prefix}${name}=${value}`])) });
  }
}

/** What may be one of few values: words, yes or no, and small whole numbers, but no instants. */
export function attributesOf(data: JsonObject): readonly (readonly [name: string, value: string])[] {
  const found: (readonly [string, string])[] = [];
  for (const name in data) if (isOneOfFew(data[name])) found.push([name, String(data[name])]);
  return found;
}

function isOneOfFew(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= VALUE_LENGTH_MAX && !INSTANT.test(value);
  return typeof value === 'boolean' || (Number.isInteger(value) && Math.abs(value as number) < NUMBER_MAX);
}
