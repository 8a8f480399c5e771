/** What was answered, the place of the log that it is of, and when it was asked. */
export type HeldAnswer = { readonly place: number; readonly atMs: number; readonly body: string };

const ANSWERS_MAX = 12;
/** Characters of all of them: the report of a busy week has about a million. */
const LENGTH_MAX = 16_000_000;

/** The answers to the questions that were asked last. */
export class HeldAnswers {
  /** The one asked for last is the last. */
  readonly #answers = new Map<string, HeldAnswer>();
  #length = 0;

  of(question: string): HeldAnswer | null {
    const held = this.#answers.get(question);
    if (held === undefined) return null;
    this.#answers.delete(question);
    this.#answers.set(question, held);
    return held;
  }

  hold(question: string, answer: HeldAnswer): void {
    this.#drop(question);
    this.#answers.set(question, answer);
    this.#length += question.length + answer.body.length;
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= ANSWERS_MAX && this.#length <= LENGTH_MAX) break;
      this.#drop(oldest);
    }
  }

  #drop(question: string): void {
    const held = this.#answers.get(question);
    if (held === undefined) return;
    this.#answers.delete(question);
    this.#length -= question.length + held.body.length;
  }
}
