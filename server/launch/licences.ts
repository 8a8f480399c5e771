import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What package-lock.json says of one package. */
type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
};
export type Licensed = { readonly name: string; readonly version: string; readonly licence: string; readonly isShipped: boolean };

/** Licences under which packages may be used here, by their SPDX names; another one is looked at by a person first. */
const KNOWN: readonly string[] = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MIT OR Apache-2.0'];
/** Of what builds and tests alone, and goes into no program that is handed on; a font may be. */
const KNOWN_BUILDING: readonly string[] = ['MPL-2.0', 'OFL-1.1'];
/** Packages that say nothing of it in package.json, and what their LICENSE says. */
const BY_HAND: { readonly [name: string]: string } = { 'xmlhttprequest-ssl': 'MIT' };
/** Packages that may run code while they are installed: none does. */
export const SCRIPTED: readonly string[] = [];

const LOCK = new URL('../../package-lock.json', import.meta.url);

/** Every package of the lock file, by name. */
export function lockedPackages(): readonly (Locked & { readonly name: string })[] {
  const { packages } = JSON.parse(readFileSync(LOCK, 'utf8')) as { readonly packages: { readonly [path: string]: Locked } };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => ({ ...locked, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function licences(): readonly Licensed[] {
  return lockedPackages().map(({ name, version = '', license, dev = false }) => ({
    name,
    version,
    licence: license ?? BY_HAND[name] ?? 'UNKNOWN',
    isShipped: !dev,
  }));
}

/** Whether a package may be used under its licence without anybody looking at it. */
export function isKnown({ licence, isShipped }: Licensed): boolean {
  return KNOWN.includes(licence) || (!isShipped && KNOWN_BUILDING.includes(licence));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, version, licence, isShipped } of licences())
    process.stdout.write(`${licence}\t${name}@${version}\t${isShipped ? 'shipped' : 'building'}\n`);
  process.exitCode = licences().every(isKnown) ? 0 : 1;
}
