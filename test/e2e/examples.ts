/** The examples of made-up events: the board that each shows, and an instant of its story at which there is something to see. */
export const EXAMPLES = [
  { name: 'intercity-coaches', board: 'route', at: '2026-06-18T15:42:00+08:00' },
  { name: 'mobile-network', board: 'network', at: '2026-06-18T20:40:00+08:00' },
  { name: 'city-minibuses', board: 'company', at: '2026-06-18T15:42:00+08:00' },
  { name: 'business-lines', board: 'business', at: '2026-06-29T16:30:00+08:00' },
  { name: 'commercial-contract', board: 'both', at: '2026-03-25T17:30:00+08:00' },
  { name: 'courier', board: 'kitchen-and-riders', at: '2026-06-18T12:44:00+08:00' },
  { name: 'airline', board: 'hub', at: '2026-06-18T14:40:00+08:00' },
  { name: 'conduct', board: 'group', at: '2026-06-18T10:30:00+08:00' },
  { name: 'beauty-guarantee', board: 'clinic', at: '2026-06-18T11:30:00+08:00' },
  { name: 'promise-strength', board: 'shop', at: '2026-06-18T11:00:00+08:00' },
  { name: 'public-board', board: 'public', at: '2026-06-18T14:00:00+08:00' },
] as const;
