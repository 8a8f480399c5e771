import type { CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { hoverTooltip } from '@codemirror/view';
import { type Offer, type Schema, schemaAt } from './schema-walk.ts';
import { yamlPlace } from './yaml-place.ts';

/** What may stand where the cursor is. @param schemaOf `null` while it is not there. */
export function offersFrom(schemaOf: () => Schema | null): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const schema = schemaOf();
    const line = context.state.doc.lineAt(context.pos);
    const place = schema && yamlPlace(context.state.doc.toString(), line.number - 1, context.pos - line.from);
    if (schema === null || place === null || (place.written === '' && !context.explicit)) return null;
    const { keys, values } = schemaAt(schema, place.around);
    const offers = place.at === 'key' ? keys : values;
    if (offers.length === 0) return null;
    return {
      from: context.pos - place.written.length,
      options: offers.map((offer, nth) => optionOf(offer, place.at, -nth)),
      validFor: /^[\w.-]*$/,
    };
  };
}

/** In the order of the schema. */
function optionOf({ label, about, default: usual }: Offer, at: 'key' | 'value', boost: number) {
  const detail = usual === null ? {} : { detail: usual };
  return {
    label,
    apply: at === 'key' ? `${label}: ` : label,
    boost: Math.max(-99, boost),
    ...(about === '' ? {} : { info: about }),
    ...detail,
  };
}

/** What the key under the pointer means. */
export function meaningOnHover(schemaOf: () => Schema | null) {
  return hoverTooltip((view, pos) => {
    const schema = schemaOf();
    const line = view.state.doc.lineAt(pos);
    const word = wordAt(line.text, pos - line.from);
    if (schema === null || word === null) return null;
    const place = yamlPlace(view.state.doc.toString(), line.number - 1, word.to);
    const last = place?.around.at(-1);
    if (place?.at !== 'key' || last?.kind !== 'map') return null;
    const { about } = schemaAt(schema, [...place.around.slice(0, -1), { ...last, key: word.text }]);
    if (about === '') return null;
    return {
      pos: line.from + word.from,
      end: line.from + word.to,
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'about';
        dom.textContent = about;
        return { dom };
      },
    };
  });
}

function wordAt(text: string, column: number): { readonly from: number; readonly to: number; readonly text: string } | null {
  for (const found of text.matchAll(/[\w-]+(?=\s*:)/g))
    if (found.index <= column && column <= found.index + found[0].length)
      return { from: found.index, to: found.index + found[0].length, text: found[0] };
  return null;
}
