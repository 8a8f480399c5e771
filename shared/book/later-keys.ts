/** Keys that the language has and that this version does not judge by yet: named in the refusal, never ignored. */
export const LATER_KEYS: ReadonlySet<string> = new Set('extends owner warn roll public by to stages after within fine on'.split(' '));
