// Weaknesses of high severity that are known of packages in package-lock.json. Where the registry gives no answer that is said, and
// nothing is held up: a build must not hang on somebody else's server.
import { spawnSync } from 'node:child_process';

const WAIT_MS = 60_000;
const LEVELS = ['high', 'critical'];

const { stdout } = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
  encoding: 'utf8',
  timeout: WAIT_MS,
  shell: process.platform === 'win32',
});
const found = vulnerabilitiesIn(stdout ?? '');
if (found === null) console.error('npm audit: skipped, the registry gave no answer.');
else {
  const grave = found.filter(({ severity }) => LEVELS.includes(severity));
  for (const { name, severity, range } of grave) console.error(`npm audit: ${severity}: ${name} ${range}`);
  console.error(`npm audit: ${grave.length} of high severity or worse.`);
  process.exitCode = grave.length > 0 ? 1 : 0;
}

/**
 * @param {string} report
 * @returns {{ name: string, severity: string, range: string }[] | null} `null` where there is no report
 */
function vulnerabilitiesIn(report) {
  try {
    const { vulnerabilities } = JSON.parse(report);
    return vulnerabilities === undefined ? null : Object.values(vulnerabilities);
  } catch {
    return null;
  }
}
