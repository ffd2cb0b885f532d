type Numbers = Float64Array | Float32Array | Int32Array;

/** A list of numbers of one size that grows. */
export class GrowingArray<T extends Numbers> {
  #values: T;
  readonly #allocate: (length: number) => T;
  #length = 0;

  /** @param capacity numbers that it holds before it first grows: at least 1 */
  constructor(allocate: (length: number) => T, capacity = 64) {
    this.#allocate = allocate;
    this.#values = allocate(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = this.#allocate(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The numbers, then room; valid until the next push. */
  get values(): T {
    return this.#values;
  }
}
