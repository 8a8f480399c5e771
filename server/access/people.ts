import { KeptError } from '../../shared/error/index.ts';
import { personKey } from './access-fields.ts';
import type { Person } from './access-file.ts';

const PEOPLE_MAX = 1_000;

/** Who may sign in, by name however it is written. */
export class People {
  readonly #byKey = new Map<string, Person>();

  constructor(stored: readonly Person[]) {
    // Before there were sites, who was bound to boards saw no site.
    for (const person of stored) this.put({ ...person, sites: person.sites ?? (person.boards === 'all' ? 'all' : []) });
  }

  get all(): readonly Person[] {
    return [...this.#byKey.values()];
  }

  at(name: string): Person | null {
    return this.#byKey.get(personKey(name)) ?? null;
  }

  /** @throws KeptError ACCESS_UNKNOWN. */
  known(name: string): Person {
    const person = this.at(name);
    if (person === null) throw new KeptError('ACCESS_UNKNOWN', `There is nobody called ${JSON.stringify(name.slice(0, 80))}.`);
    return person;
  }

  /** @throws KeptError ACCESS_NAME_TAKEN, ACCESS_FULL. */
  refuseUnlessFree(name: string): void {
    if (this.at(name) !== null) throw new KeptError('ACCESS_NAME_TAKEN', `There is somebody called ${JSON.stringify(name)} already.`);
    if (this.#byKey.size >= PEOPLE_MAX) throw new KeptError('ACCESS_FULL', `There are ${PEOPLE_MAX} people.`);
  }

  /** Adds somebody or changes them. */
  put(person: Person): void {
    this.#byKey.set(personKey(person.name), person);
  }

  remove(name: string): void {
    this.#byKey.delete(personKey(name));
  }

  /** @param id as a provider gives it, see `OidcPerson`. */
  byOidc(id: string): Person | null {
    return this.all.find(({ oidc }) => oidc === id) ?? null;
  }

  byLink(hash: string, nowAtMs: number): Person | null {
    return this.all.find(({ link }) => link !== null && link.hash === hash && nowAtMs < link.untilAtMs) ?? null;
  }

  /** Whether anybody can give rights to others, apart from one who is named. */
  hasAdmin(except: string | null = null): boolean {
    const left = except === null ? null : personKey(except);
    return this.all.some(
      ({ name, role, boards, sites, password }) =>
        role === 'admin' && boards === 'all' && sites === 'all' && password !== null && personKey(name) !== left,
    );
  }
}
