/** Hands out the bytes of a stream in pieces of the size asked for, holding no more than needed. */
export class ByteQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array();
  #taken = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** How many bytes were handed out and consumed. */
  get taken(): number {
    return this.#taken;
  }

  /** Up to `size` bytes without consuming them; fewer only at the end of the stream. */
  async peek(size: number): Promise<Uint8Array> {
    const pieces = [this.#held];
    let length = this.#held.length;
    while (length < size) {
      const next = await this.#source.next();
      if (next.done) break;
      pieces.push(next.value);
      length += next.value.length;
    }
    if (pieces.length > 1) this.#held = Buffer.concat(pieces);
    return this.#held.subarray(0, size);
  }

  async take(size: number): Promise<Uint8Array> {
    const taken = await this.peek(size);
    this.#held = this.#held.subarray(taken.length);
    this.#taken += taken.length;
    return taken;
  }

  /** Reads on to the end, keeping nothing. */
  async drain(): Promise<void> {
    this.#held = new Uint8Array();
    for (let next = await this.#source.next(); !next.done; next = await this.#source.next());
  }

  /** Lets the source free what it holds; no more is read. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
