import { relative } from 'node:path';
import type { DiskOp, DiskStep } from './disk-step.ts';
import { bytesOf, type Call, callSteps } from './trace-lines.ts';

/** A descriptor below the root: a file with the place of the next `write`, or a folder. */
type Open = { readonly file: number; at: number; readonly appends: boolean } | { readonly folder: string };

const STDOUT = 1;
/** SQLite maps its index of the write-ahead log into memory; nobody relies on it after a crash. */
const NOT_KEPT = /-shm$/;
/** Ways to write that the reading below does not know. A run that uses one would be rebuilt wrongly. */
const UNKNOWN = new Set(['pwritev', 'pwritev2', 'writev', 'fallocate', 'copy_file_range']);

/** What a traced program did to the disk below a root folder, and what it printed in between. */
export function diskSteps(trace: string, root: string): readonly DiskStep[] {
  const reader = new TraceReader(root);
  return callSteps(trace).flatMap(({ kind, call }) => (kind === 'begin' ? reader.begin(call) : reader.end(call)));
}

class TraceReader {
  readonly #root: string;
  readonly #open = new Map<number, Open>();
  /** The files that the program sees, by path. */
  readonly #files = new Map<string, number>();
  readonly #ops = new Map<Call, DiskOp[]>();
  #made = 0;

  constructor(root: string) {
    this.#root = root;
  }

  begin(call: Call): readonly DiskStep[] {
    if (call.result < 0) return [];
    if (call.name === 'write' && descriptor(call) === STDOUT) return [{ kind: 'printed', text: bytesOf(call.args[1] ?? '').toString() }];
    const ops = this.#opsOf(call);
    this.#ops.set(call, ops);
    return ops.map((op) => ({ kind: 'begin', op }));
  }

  end(call: Call): readonly DiskStep[] {
    const ops = this.#ops.get(call) ?? [];
    this.#ops.delete(call);
    if (call.name === 'close') this.#open.delete(descriptor(call));
    return ops.map((op) => ({ kind: 'end', op }));
  }

  #opsOf(call: Call): DiskOp[] {
    const { name, args } = call;
    if (name === 'openat') return this.#opened(args, call.result);
    if (name === 'mkdir') return this.#below(args[0]).map((path) => ({ kind: 'make-folder', path }));
    if (name === 'unlink') return this.#below(args[0]).map((path) => this.#unlinked(path));
    if (name === 'unlinkat') return this.#below(args[1]).map((path) => this.#unlinked(path));
    if (name === 'rename') return this.#renamed(args[0], args[1]);
    if (name.startsWith('renameat')) return this.#renamed(args[1], args[3]);
    const open = this.#open.get(descriptor(call));
    if (open === undefined) return [];
    if (UNKNOWN.has(name)) throw new Error(`The run used ${name}, which the rebuilding of folders does not know.`);
    if ('folder' in open) return name === 'fsync' || name === 'fdatasync' ? [{ kind: 'sync-folder', folder: open.folder }] : [];
    return this.#toFile(call, open);
  }

  #toFile({ name, args, result }: Call, open: Extract<Open, { file: number }>): DiskOp[] {
    const { file } = open;
    if (name === 'fsync' || name === 'fdatasync') return [{ kind: 'sync', file }];
    if (name === 'ftruncate') return [{ kind: 'truncate', file, size: Number(args[1]) }];
    if (name !== 'write' && name !== 'pwrite64') return [];
    const bytes = bytesOf(args[1] ?? '').subarray(0, result);
    if (name === 'pwrite64') return [{ kind: 'write', file, at: Number(args[3]), bytes }];
    if (open.appends) throw new Error('The run appended to a file, whose end the rebuilding of folders does not know.');
    const at = open.at;
    open.at += bytes.length;
    return [{ kind: 'write', file, at, bytes }];
  }

  #opened(args: readonly string[], result: number): DiskOp[] {
    const flags = args[2] ?? '';
    return this.#below(args[1]).flatMap((path): DiskOp[] => {
      if (NOT_KEPT.test(path)) return [];
      const known = this.#files.get(path);
      if (known === undefined && !flags.includes('O_CREAT')) {
        this.#open.set(result, { folder: path });
        return [];
      }
      const file = known ?? this.#newFile(path);
      this.#open.set(result, { file, at: 0, appends: flags.includes('O_APPEND') });
      if (known === undefined) return [{ kind: 'link', path, file }];
      return flags.includes('O_TRUNC') ? [{ kind: 'truncate', file, size: 0 }] : [];
    });
  }

  #newFile(path: string): number {
    this.#made += 1;
    this.#files.set(path, this.#made);
    return this.#made;
  }

  #unlinked(path: string): DiskOp {
    this.#files.delete(path);
    return { kind: 'unlink', path };
  }

  #renamed(from: string | undefined, to: string | undefined): DiskOp[] {
    const [fromPath] = this.#below(from);
    const [toPath] = this.#below(to);
    const file = fromPath === undefined ? undefined : this.#files.get(fromPath);
    if (fromPath === undefined || toPath === undefined || file === undefined) return [];
    this.#files.delete(fromPath);
    this.#files.set(toPath, file);
    return [{ kind: 'rename', from: fromPath, to: toPath, file }];
  }

  /** The path relative to the root, `[]` when it lies elsewhere or is one that nobody relies on. */
  #below(arg: string | undefined): string[] {
    const path = bytesOf(arg ?? '').toString();
    if (path !== this.#root && !path.startsWith(`${this.#root}/`)) return [];
    return NOT_KEPT.test(path) ? [] : [relative(this.#root, path)];
  }
}

function descriptor(call: Call): number {
  return Number.parseInt(call.args[0] ?? '', 10);
}
