export { changedBook, type TermChange, termChange, type WrittenBook } from './changed-book.ts';
export { type Design, type DesignQuestion, type DesignStep, design } from './design.ts';
export type { History } from './judge-history.ts';
export type { Outcome } from './outcome.ts';
export { type Figure, type WhatIf, type WhatIfOutcome, type WhatIfQuestion, type WhatIfRow, whatIf } from './what-if.ts';
export { done, type Work } from './work.ts';
