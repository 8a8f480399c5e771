const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is safe to send: only `html` makes it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = string | number | Html | readonly Html[];

/** A template whose values are escaped unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.reduce((markup, text, index) => `${markup}${rendered(values[index - 1] ?? '')}${text}`));
}

function rendered(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value).replace(/[&<>"']/g, (found) => ESCAPES[found] ?? '');
  return value instanceof Html ? value.markup : value.map(({ markup }) => markup).join('');
}
