import { type CrewKey, sayCrew, type Text } from '../../shared/text/index.ts';
import { createWords, type Words, type WordsOptions } from '../part/index.ts';

/** The words of every screen, and those of a site's own people. */
export type CrewWords = Words & { readonly tell: (key: CrewKey, args?: Text['args']) => string };

/** No money is shown, so none has a currency. */
export function createCrewWords(options: Pick<WordsOptions, 'language' | 'timezone'>): CrewWords {
  return { ...createWords({ ...options, currency: 'XXX' }), tell: (key, args) => sayCrew(options.language, key, args) };
}
