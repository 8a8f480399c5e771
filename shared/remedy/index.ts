export { minorUnitsOf, owedMinorFor } from './owed.ts';
