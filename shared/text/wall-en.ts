/** What only a wall says, in English; part of `en.ts`. */
export const wallEn = {
  'seal.with-book': '{book} · #{place}',
  'seal.with-shown': '{shown} · #{place}',
  'clock.ahead': 'Own clock is {duration} ahead',
  'clock.behind': 'Own clock is {duration} behind',
} as const;
