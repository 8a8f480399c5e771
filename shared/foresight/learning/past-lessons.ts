/** So many lessons are held, in a byte for each input: some 1.5 MB for a moment of a promise that has seen that many. */
const LESSONS_MAX = 8_192;
const LESSONS_FIRST = 256;
/** Inputs are of about -4 to 4, and are held to the thirty-second. */
const STEPS_IN_ONE = 32;
const STEPS_MAX = 127;

export type PastLessonsData = {
  readonly width: number;
  readonly inputs: Int8Array;
  readonly outcomes: Uint8Array;
  readonly count: number;
  readonly drawn: number;
};

/** The latest lessons, to be gone over again: one pass over each is little for a net. Which one is drawn follows from how many were drawn before. */
export class PastLessons {
  #width = 0;
  #inputs = new Int8Array(0);
  #outcomes = new Uint8Array(0);
  /** Of all lessons so far: the latest ones take the places of the oldest. */
  #count = 0;
  #drawn = 1;
  #again = new Float32Array(0);

  get size(): number {
    return Math.min(this.#count, LESSONS_MAX);
  }

  add(inputs: Float32Array, isBroken: boolean): void {
    if (this.#width === 0) this.#makeRoom(inputs.length, LESSONS_FIRST);
    if (this.#count === this.#outcomes.length && this.#count < LESSONS_MAX) this.#grow();
    const place = this.#count % LESSONS_MAX;
    const first = place * this.#width;
    for (let at = 0; at < this.#width; at += 1) {
      const steps = Math.round((inputs[at] as number) * STEPS_IN_ONE);
      this.#inputs[first + at] = Math.max(-STEPS_MAX, Math.min(STEPS_MAX, steps));
    }
    this.#outcomes[place] = isBroken ? 1 : 0;
    this.#count += 1;
  }

  /** One of them, each as likely; its inputs are good until the next is drawn. There must be one. */
  draw(): { readonly inputs: Float32Array; readonly isBroken: boolean } {
    this.#drawn = (Math.imul(this.#drawn, 1_664_525) + 1_013_904_223) >>> 0;
    const place = Math.floor((this.#drawn / 4_294_967_296) * this.size);
    const first = place * this.#width;
    for (let at = 0; at < this.#width; at += 1) this.#again[at] = (this.#inputs[first + at] as number) / STEPS_IN_ONE;
    return { inputs: this.#again, isBroken: this.#outcomes[place] === 1 };
  }

  data(): PastLessonsData {
    return {
      width: this.#width,
      inputs: this.#inputs.slice(0, this.size * this.#width),
      outcomes: this.#outcomes.slice(0, this.size),
      count: this.#count,
      drawn: this.#drawn,
    };
  }

  restore({ width, inputs, outcomes, count, drawn }: PastLessonsData): void {
    if (width === 0) return;
    this.#makeRoom(width, outcomes.length);
    this.#inputs.set(inputs);
    this.#outcomes.set(outcomes);
    this.#count = count;
    this.#drawn = drawn;
  }

  #makeRoom(width: number, lessons: number): void {
    this.#width = width;
    this.#inputs = new Int8Array(lessons * width);
    this.#outcomes = new Uint8Array(lessons);
    this.#again = new Float32Array(width);
  }

  #grow(): void {
    const [inputs, outcomes] = [this.#inputs, this.#outcomes];
    this.#makeRoom(this.#width, Math.min(LESSONS_MAX, 2 * outcomes.length));
    this.#inputs.set(inputs);
    this.#outcomes.set(outcomes);
  }
}
