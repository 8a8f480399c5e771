/**
 * A failure of the launcher in three parts, as `KeptError` has them: a code, what happened, what to do about it.
 * It is a class of its own because the launcher also runs on a Node that cannot read TypeScript.
 */
export class LaunchError extends Error {
  /**
   * @param {string} code
   * @param {string} message what happened, with names and values
   * @param {string} fix what to do about it
   * @param {number} exitCode what the launcher ends with
   */
  constructor(code, message, fix, exitCode = 1) {
    super(message);
    this.name = 'LaunchError';
    this.code = code;
    this.fix = fix;
    this.exitCode = exitCode;
  }
}
