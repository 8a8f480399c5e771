/** What a program asked of the disk. Files go by the number of the one that was made, so that a new file in an old name is another. */
export type DiskOp =
  | { readonly kind: 'write'; readonly file: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: number; readonly size: number }
  | { readonly kind: 'sync'; readonly file: number }
  | { readonly kind: 'sync-folder'; readonly folder: string }
  | { readonly kind: 'make-folder'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly file: number }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string; readonly file: number };

/** A line of the trace: an operation begins or is over, or the program printed something. Paths are relative to the root. */
export type DiskStep = { readonly kind: 'begin' | 'end'; readonly op: DiskOp } | { readonly kind: 'printed'; readonly text: string };
