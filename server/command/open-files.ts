/** What the server opens besides one for each screen: the log, the pages, and those who send events. */
const OTHERS = 256;
/** As many screens as a server takes. */
const SCREENS_MAX = 20_000;

/** How many files and connections this process may have open at once; `null` where the system does not say. */
export function openFilesMax(): number | null {
  const report = process.report.getReport() as { readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } } };
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : null;
}

/** What to say at the start where the system allows fewer connections than the server; `null` where it allows enough. */
export function openFilesWarning(openMax: number | null): string | null {
  if (openMax === null || openMax >= SCREENS_MAX + OTHERS) return null;
  const screens = Math.max(0, openMax - OTHERS);
  return `This system lets Kept open ${openMax} files and connections: at most about ${screens} screens. For more, start it after \`ulimit -n ${SCREENS_MAX + OTHERS}\`.`;
}
