import { FACETS, FILTER_STATES, type Filter, NO_FILTER } from './filter.ts';

/** The filter that an address asks for; states that do not exist are passed over. @param search of the address, with or without `?`. */
export function filterOf(search: string): Filter {
  const query = new URLSearchParams(search);
  const asked = query.get('state')?.split(',') ?? [];
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, query.get(facet)])) as Pick<Filter, (typeof FACETS)[number]>;
  return { ...NO_FILTER, ...facets, find: query.get('find') ?? '', states: FILTER_STATES.filter((state) => asked.includes(state)) };
}

/** The same query with this filter in place of the one it had: everything else in it stays. Empty, or with `?`. */
export function searchWith(search: string, filter: Filter): string {
  const query = new URLSearchParams(search);
  const put = (name: string, value: string | null): void => (value === null ? query.delete(name) : query.set(name, value));
  put('find', filter.find === '' ? null : filter.find);
  for (const facet of FACETS) put(facet, filter[facet]);
  put('state', filter.states.length === 0 ? null : filter.states.join(','));
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}
