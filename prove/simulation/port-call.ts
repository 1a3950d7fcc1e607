/** One call to a port: begun when it is chosen, answered when its strand may go on. */
/** A virtual process: its strands die together. */
export type Process = { readonly name: string; isDead: boolean };

/** Thrown where a virtual process dies; whatever catches it goes no further than its next port. */
export class ProcessDied extends Error {
  constructor(cause: string) {
    super(`killed at ${cause}`);
    this.name = 'ProcessDied';
  }
}

/** What a call does when it is chosen. */
export type Work<T> = {
  readonly run: () => Promise<T>;
  /** Whether it could be done now; a statement needs a free connection. */
  readonly isReady?: () => boolean;
  /** For the trace: what of the answer must be the same in every run. */
  readonly describe?: (answer: T) => string;
  /** It has left the process: it may happen although the process died. */
  readonly isSent?: boolean;
  /** Sessions whose locks it waits for, as the server says; left out where it waits for nobody. */
  readonly blockers?: () => Promise<readonly number[]>;
  /** Takes it back as if it had never begun; it will be run again. */
  readonly retreat?: () => Promise<void>;
};

/** How long an answer is waited for before the server is asked whether it waits for a lock. */
const patienceMs = 4;

/** How a call is begun; what its promise gives is called to let the strand go on. */
type Begin = () => Promise<() => void>;

/** Makes of the work of a call what gives its answer, or its error, to the strand. */
export function beginning<T>(
  work: Work<T>,
  ends: Pick<PromiseWithResolvers<T>, 'resolve' | 'reject'>,
  note: (result: string) => void,
): Begin {
  return async () => {
    try {
      const answer = await work.run();
      return () => {
        note(work.describe?.(answer) ?? 'done');
        ends.resolve(answer);
      };
    } catch (error) {
      return () => {
        note(error instanceof Error ? error.message : 'failed');
        ends.reject(error);
      };
    }
  };
}

/** Lives from the call to its answer, or to the death of its process. */
export class PortCall {
  readonly name: string;
  readonly process: Process;
  readonly isSent: boolean;
  readonly #work: Pick<Work<never>, 'isReady' | 'blockers' | 'retreat'>;
  readonly #begin: Begin;
  #answer: (() => void) | null = null;
  #answered: Promise<void> = Promise.resolve();
  /** Counts beginnings: an answer to one that was taken back is nobody's. */
  #beginnings = 0;
  #isStarted = false;
  #blockers: readonly number[] = [];

  constructor(
    about: { readonly name: string; readonly process: Process; readonly isSent: boolean },
    work: Pick<Work<never>, 'isReady' | 'blockers' | 'retreat'>,
    begin: Begin,
  ) {
    this.name = about.name;
    this.process = about.process;
    this.isSent = about.isSent;
    this.#work = work;
    this.#begin = begin;
  }

  isReady(): boolean {
    return this.#isStarted || (this.#work.isReady?.() ?? true);
  }

  /** Begins the work; a second time it does nothing. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#beginnings += 1;
    this.#answered = this.#run(this.#beginnings);
  }

  /** Lets the strand go on with the answer, unless its process died. */
  deliver(): void {
    if (!this.process.isDead) this.#answer?.();
  }

  /** @returns true once the answer is there, false when the server says that it waits for a lock */
  async isDecided(): Promise<boolean> {
    if (!this.#work.blockers) await this.#answered;
    while (this.#answer === null) {
      if (await this.#isAnsweredSoon()) continue;
      this.#blockers = (await this.#work.blockers?.()) ?? [];
      if (this.#blockers.length > 0 && this.#isOpen()) return false;
    }
    return true;
  }

  /** Whether it was one of these sessions that it waited for. */
  waitedFor(sessions: ReadonlySet<number>): boolean {
    return this.#blockers.some((each) => sessions.has(each));
  }

  /** Takes it back as if it had never begun. */
  async retreat(): Promise<void> {
    this.#beginnings += 1;
    this.#isStarted = false;
    await this.#work.retreat?.();
    await this.#answered;
  }

  async #run(mine: number): Promise<void> {
    const answer = await this.#begin();
    if (mine === this.#beginnings) this.#answer = answer;
  }

  #isOpen(): boolean {
    return this.#answer === null;
  }

  async #isAnsweredSoon(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const patience = setTimeout(resolve, patienceMs, false);
    void this.#answered.then(() => resolve(true));
    const isAnswered = await promise;
    clearTimeout(patience);
    return isAnswered;
  }
}
