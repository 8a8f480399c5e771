/** How a file writes numbers: the mark before the fraction, and the one between groups of three digits, where it uses one. */
export type NumberMarks = { readonly decimal: string; readonly group: string };

/** A reader of one notation: the number as plain decimal text, digit for digit (`1.250,00` is `1250.00`); `null` for anything else. */
export function decimalReader({ decimal, group }: NumberMarks): (text: string) => string | null {
  const grouped = group === '' ? '' : `|\\d{1,3}(?:${RegExp.escape(group)}\\d{3})+`;
  const pattern = new RegExp(`^([+-]?)(\\d+${grouped})(?:${RegExp.escape(decimal)}(\\d+))?$`);
  return (text) => {
    const match = pattern.exec(text.trim());
    if (match === null) return null;
    const [, sign = '', whole = '', fraction] = match;
    const digits = group === '' ? whole : whole.replaceAll(group, '');
    return `${sign === '-' ? '-' : ''}${digits}${fraction === undefined ? '' : `.${fraction}`}`;
  };
}
