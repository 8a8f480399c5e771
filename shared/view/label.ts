/** `departure/2026-11-22/UA1545-EWR` is known on a board as `UA1545-EWR`; a step on its way has the step's name after it. */
export function labelOf(subject: string, stage: string | null = null): string {
  const item = subject.slice(subject.lastIndexOf('/') + 1);
  return stage === null ? item : `${item} · ${stage}`;
}
