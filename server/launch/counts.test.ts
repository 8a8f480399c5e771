import { expect, it } from 'vitest';
import { countsOf, lineOf, ONE_FAILED, sum, type VitestReport } from './counts.ts';

const GREEN: VitestReport = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};

it('takes the counts of a green run as they are', () => {
  expect(countsOf(GREEN, 0)).toEqual({ passed: 2, failed: 0, skipped: 1 });
});
it('counts a file that did not load as one failure', () => {
  const report = { ...GREEN, testResults: [...GREEN.testResults, { status: 'failed', assertionResults: [] }] };
  expect(countsOf(report, 1).failed).toBe(1);
});
it('counts a failed test once, although its file failed too', () => {
  const report = { ...GREEN, numFailedTests: 1, testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }] };
  expect(countsOf(report, 1).failed).toBe(1);
});
it('counts an error outside every test as one failure', () => {
  expect(countsOf(GREEN, 1)).toEqual({ passed: 2, failed: 1, skipped: 1 });
});
it('counts a run that ended without a report as one failure', () => {
  expect(countsOf(null, 143)).toEqual(ONE_FAILED);
});
it('names skipped tests only when there are some', () => {
  expect(lineOf({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
  expect(lineOf({ passed: 7, failed: 1, skipped: 2 })).toBe('7 passed, 1 failed, 2 skipped');
});
it('adds steps up', () => {
  expect(sum([countsOf(GREEN, 0), ONE_FAILED])).toEqual({ passed: 2, failed: 1, skipped: 1 });
});
