/** `departure/2026-11-22/UA1545-EWR` is known on a board as `UA1545-EWR`. */
export function labelOf(subject: string): string {
  return subject.slice(subject.lastIndexOf('/') + 1);
}
