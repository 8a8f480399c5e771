import type { WireError } from '../../shared/error/index.ts';
import { goToSignIn } from './go-to-sign-in.ts';

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

/** As `problemIn`; a page whose session has ended goes to where one signs in, and comes back. Not for what somebody has just written. */
export async function refusedBy(response: Response): Promise<Fault> {
  const fault = await problemIn(response);
  if (fault !== SILENT && fault.code === 'SIGN_IN_NEEDED') goToSignIn();
  return fault;
}
