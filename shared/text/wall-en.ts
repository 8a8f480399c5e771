/** What only a wall says, in English; part of `en.ts`. */
export const wallEn = {
  'seal.with-book': '#{place} · {book}',
  'seal.with-shown': '#{place} · {shown}',
  'turn.day': '{day} · board {at} of {of}',
  'planned.title': 'Planned work until {time}.',
  'planned.detail': '{count} of {total} stopped: {names}',
  'planned.meaning': 'Counts neither for nor against',
  'reading.too-small': 'Read from {distance} m this screen should measure {inches} inches.',
  'seal.tight': '{shown}/{total} #{place}',
  'clock.ahead': 'Own clock {duration} ahead',
  'clock.behind': 'Own clock {duration} behind',
} as const;
