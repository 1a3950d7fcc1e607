/** A command of the command line: what it is called, what it takes, what it does. */

export type Terminal = {
  /** A line on stdout: results. */
  readonly out: (line: string) => void;
  /** A line on stderr: progress and what is wrong. */
  readonly say: (line: string) => void;
};

export type Command = {
  /** One or two words, as typed. */
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly load: () => Promise<Run>;
};

/** @returns the exit status: 0 done, 1 refused or does not hold, 2 wrong usage or not available */
export type Run = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** The command was called wrongly; the sentence says how. Exit status 2. */
export class UsageError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'UsageError';
  }
}
