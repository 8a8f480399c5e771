/** The keys of one log. The braces keep them together where Redis is a cluster, so that one script may write them all. */
export type Keys = {
  /** A stream with one entry a batch, whose id is its first place. */
  readonly stream: string;
  /** A hash: epoch, last place, when it was received, and the link of the chain. */
  readonly head: string;
  /** Who writes; it expires. */
  readonly writer: string;
  /** A hash of personal values by place, until they are recorded. */
  readonly personal: string;
};

export function keysOf(name: string): Keys {
  return { stream: `{${name}}:log`, head: `{${name}}:head`, writer: `{${name}}:writer`, personal: `{${name}}:personal` };
}
