/** What stands for no group in an address. */
export const NO_GROUP = '-';

/** Where the receipt of an obligation is, after `/receipts` or `/api/receipts`. @param id `promise subject nth`, as a row of the desk has it. */
export function obligationReceiptPath({
  id,
  promise,
  subject,
}: {
  readonly id: string;
  readonly promise: string;
  readonly subject: string;
}): string {
  const nth = id.slice(promise.length + subject.length + 2);
  return `/obligation/${[promise, subject, nth].map(encodeURIComponent).join('/')}`;
}

/** Where the receipt of a window is. @param from its start, RFC 3339. */
export function windowReceiptPath({
  promise,
  group,
  from,
}: {
  readonly promise: string;
  readonly group: string | null;
  readonly from: string;
}): string {
  return `/window/${[promise, group ?? NO_GROUP, from].map(encodeURIComponent).join('/')}`;
}
