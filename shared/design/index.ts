export { changedBook, type TermChange, termChange, type WrittenBook } from './changed-book.ts';
export { type Design, type DesignQuestion, type DesignStep, design } from './design.ts';
export type { History } from './judge-history.ts';
export { limitsIn } from './moved-limit.ts';
export type { Outcome } from './outcome.ts';
export { addMoney, type Money } from './standing-money.ts';
export { type Figure, type WhatIf, type WhatIfOutcome, type WhatIfQuestion, type WhatIfRow, whatIf } from './what-if.ts';
export { done, type Work, within } from './work.ts';
