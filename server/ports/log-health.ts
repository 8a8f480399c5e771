/**
 * What is wrong with a record: `truncated` (it ends before what was acknowledged), `missing`, `inserted`, `altered` (content, order,
 * instant or hash), `other` (it is not the record that it was), `mark`, `meta`, `identity`, `personal`, `unreadable`.
 */
export type LogFault =
  | 'truncated'
  | 'missing'
  | 'inserted'
  | 'altered'
  | 'other'
  | 'mark'
  | 'meta'
  | 'identity'
  | 'personal'
  | 'unreadable';

/** The last entry that is proven good, place 0 where none is. */
export type LastGood = { readonly place: number; readonly receivedAtMs: number };

export type LogDamage = {
  readonly fault: LogFault;
  /** One sentence for the operator: what is wrong, and with which places. */
  readonly what: string;
  /** Up to here the record reads as it was written. */
  readonly lastGood: LastGood;
};

/**
 * How the record stands: `failing` while the disk refuses, which ends by itself; `damaged` when something of it is lost or altered,
 * which only people can mend: it takes no more, and what is good can still be read.
 */
export type LogHealth =
  | { readonly state: 'good' }
  | { readonly state: 'failing'; readonly sinceAtMs: number; readonly why: string }
  | { readonly state: 'damaged'; readonly damage: LogDamage };
