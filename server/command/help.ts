export const HELP = `kept: service promises, live

  kept demo                       the demo on real records; what \`npm start\` runs
  kept serve --book BOOK          your own promises
  kept show FOLDER [--at TIME]    an example (book.yaml and events.ndjson) on its screens, its clock set to the story
  kept import --mapping M FILE…   events from CSV (.gz too) or NDJSON files into the log
  kept import --gtfs-realtime [--static ZIP] [--source S] FILE.pb…
                                  departures from the messages of a GTFS Realtime feed into the log
  kept check BOOK… [--events FILE]… [--lang zh] [--json]
                                  what is wrong with a promise book, and where; each promise on six principles
  kept check --effective BOOK [--json]
                                  all that is in force, each value with where it comes from
  kept deadline --book BOOK --promise ID [FILE…]
                                  cases in, verdicts and deadlines out, one JSON object a line
  kept judge --book BOOK [--as-of TIME] [--known-at PLACES] [FILE…]
                                  events in, what they are judged to be out, one JSON object a line
  kept explain --book BOOK --promise ID (--subject S [--nth N] [--stage X] | [--group G] --at TIME)
               [--as-of TIME] [--lang en|zh] [--json] [FILE…]
                                  events in, how one obligation or one window is judged out, as text or as JSON
  kept accruals --book BOOK [--as-of TIME] [FILE…]
                                  events in, the lines of the ledger out as CSV for finance
  kept what-if --book BOOK (--with OTHER | --set promise.key=value…) [--warnings] [--json] PAST
                                  what other terms would have made of a span of the past, beside what was
  kept designer --book BOOK --promise ID [--of LIMIT] [--steps A,B,…] [--chance 0.95] [--draws N] [--seed N] [--json] PAST
                                  the strongest limit or target that would be kept with a chance, and what each would have cost
                                  PAST: [--from TIME] [--to TIME] [--as-of TIME], and --data FOLDER, --mapping M FILE… or [FILE…]
  kept erase FOLDER (--subject S | --place N …) --by NAME --reason TEXT [--json]
                                  takes the personal values of these events out of the log for good
  kept archive FOLDER [--before YYYY-MM] [--json]
                                  moves months that are over into compressed files; everything reads as before
  kept verify FOLDER [--seal PLACE:HASH] [--json]
                                  whether the log in a data folder is as it was written, all of it, and whether a wall's seal is of it
  kept access FOLDER [list | admin NAME | remove NAME | revoke ID] [--json]
                                  who may come in; a link for an admin where nobody can sign in; taking away
  kept backup FOLDER TO [--json]  a checked copy of the log in a new folder, also while a server runs
  kept restore FROM FOLDER [--replace] [--good-part] [--json]
                                  a log back into a data folder from a backup; --replace moves a damaged one aside,
                                  --good-part takes of a damaged FROM what is good
  kept score --book BOOK --mapping M [--warm-up FILE…] --data FILE… [--split 0.7]
             [--promise ID…] [--at MOMENT…] [--min-cases N] [--json]
                                  how good the forecasts of a history would have been, each made from its past alone
  kept replay FOLDER --board BOARD --from TIME --to TIME [--speed N] [--json]
                                  what a wall showed then, from a data folder: its lines, and each change of a state
  kept help

Options of demo and serve
  --book FILE        the promise book (serve needs one; demo brings one)
  --demo, --no-demo  with or without the demo's events
  --restate          takes a book that changes what held before today, and judges the past anew
  --data FOLDER      where the log is kept (or KEPT_DATA; default data, for the demo data/demo)
  --log WHERE        embedded, or redis://HOST:PORT/DATABASE to have Redis Streams in front (or KEPT_LOG)
  --redis-unsafe     takes a Redis that may lose what it has acknowledged
  --port PORT        (or PORT; default 7070)
  --host HOST        (or HOST; default 127.0.0.1)
  --behind-proxy     a proxy in front says in X-Forwarded-For who asks: limits go by that (or KEPT_BEHIND_PROXY=1)
  --trust-proxy N    the same with N proxies in a row (or KEPT_TRUST_PROXY)
  --tls-cert FILE --tls-key FILE
                     it speaks TLS itself (or KEPT_TLS_CERT, KEPT_TLS_KEY)
  --accounts         people sign in, walls have tokens and programs keys (or KEPT_ACCOUNTS=1); the first start prints a link
  --oidc FILE        people sign in by OpenID Connect as well (or KEPT_OIDC); see docs/signing-in.md
  --open             without accounts on an address that others reach: they may see and do everything (or KEPT_OPEN=1)

From a checkout: npm run -s kept -- check my-book.yaml
Exit codes: 0 done, 1 found wanting, 2 misuse.
`;
