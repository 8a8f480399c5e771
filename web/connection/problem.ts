import type { WireError } from '../../shared/error/index.ts';

/** The server said nothing: the page says so by itself. */
export const SILENT = 'silent';
export type Fault = WireError | typeof SILENT;

/** A problem document as a refusal; what is none as silence. */
export async function problemIn(response: Response): Promise<Fault> {
  const problem: { readonly title?: string; readonly detail?: string; readonly code?: string } | null = await response
    .json()
    .catch(() => null);
  if (problem?.title === undefined) return SILENT;
  return { code: (problem.code ?? 'SERVER_FAULT') as WireError['code'], message: problem.title, fix: problem.detail ?? '' };
}
