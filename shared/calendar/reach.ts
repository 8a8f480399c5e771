/** Ten years: a calendar that stays closed for longer does not open again. */
export const CLOSED_DAYS_MAX = 3653;

/** A hundred years: nothing is reckoned further ahead than that. */
export const REACH_DAYS_MAX = 36_525;
