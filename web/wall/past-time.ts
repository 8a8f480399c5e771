/** The time that an address asks for, as a query to ask the server with; `null` for the live wall. */
export function pastTimeIn(query: URLSearchParams): string | null {
  const wanted = ['known-at', 'as-of'].flatMap((name) => {
    const time = query.get(name);
    return time === null ? [] : [[name, time.replaceAll(' ', '+')]]; // A plus that was not written as %2B.
  });
  return wanted.length === 0 ? null : new URLSearchParams(wanted).toString();
}
