import type { JsonObject } from '../event/index.ts';

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
  readonly #attributes: Attribute[] = [];

  constructor(attributesMax: number) {
    this.#attributesMax = attributesMax;
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
      if (values.size <= VALUES_MAX && !values.has(value)) values.set(value, `${name}=${value}`);
    }
  }

  has(name: string): boolean {
    return this.#attributes.some((each) => each.name === name);
  }

  /** Of each place what it says, as `type=Pothole`; nothing where it is not said, not known, or has too many values. */
  namesOf(data: JsonObject, prefix = ''): string[] {
    return Array.from({ length: this.#attributesMax }, (_, at) => {
      const attribute = this.#attributes[at];
      const said = attribute === undefined ? undefined : data[attribute.name];
      if (attribute === undefined || said === undefined || attribute.values.size > VALUES_MAX) return '';
      const name = attribute.values.get(String(said));
      return name === undefined ? '' : prefix + name;
    });
  }

  data(): AttributeValuesData {
    return this.#attributes.map(({ name, values }) => [name, [...values.keys()]]);
  }

  restore(data: AttributeValuesData): void {
    for (const [name, values] of data)
      this.#attributes.push({ name, values: new Map(values.map((value) => [value, `${name}=${value}`])) });
  }
}

/** What may be one of few values: words, yes or no, and small whole numbers, but no instants. */
export function attributesOf(data: JsonObject): readonly (readonly [name: string, value: string])[] {
  return Object.entries(data).flatMap(([name, value]) => (isOneOfFew(value) ? [[name, String(value)] as const] : []));
}

function isOneOfFew(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= VALUE_LENGTH_MAX && !INSTANT.test(value);
  return typeof value === 'boolean' || (Number.isInteger(value) && Math.abs(value as number) < NUMBER_MAX);
}
