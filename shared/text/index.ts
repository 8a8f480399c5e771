export { type AccessKey, isAccessKey, sayAccess } from './access-text.ts';
export { type ActKey, sayAct } from './act-text.ts';
export { type BookKey, sayBook } from './book-text.ts';
export { compareText } from './compare-text.ts';
export { type CrewKey, sayCrew } from './crew-text.ts';
export { eventKey, eventWords } from './event-words.ts';
export {
  type Fault,
  type FaultKey,
  type FaultText,
  type FormKey,
  faultInBoth,
  faultOf,
  formOf,
  sayFault,
  tellFault,
} from './fault-text.ts';
export { type LintKey, type LintText, sayLint } from './lint-text.ts';
export { narrow } from './narrow.ts';
export { type PublicKey, sayPublic } from './public-text.ts';
export { type ReviewKey, sayReview } from './review-text.ts';
export { type Bilingual, isTextKey, type Language, say, sayText, type Text, type TextKey } from './text.ts';
