/** What happened in a schedule, in order: names and results without times, and the digest of all. */
import { createHash } from 'node:crypto';

export type Trace = {
  readonly note: (...words: readonly string[]) => void;
  readonly digest: () => string;
  /** The newest lines, for whoever looks at a failure. */
  readonly lines: () => readonly string[];
  readonly length: () => number;
};

export function createTrace(): Trace {
  const hash = createHash('sha256');
  const lines: string[] = [];
  return {
    note: (...words) => {
      const line = words.join(' | ');
      hash.update(`${line}\n`);
      lines.push(line);
    },
    digest: () => hash.copy().digest('hex').slice(0, 32),
    lines: () => lines,
    length: () => lines.length,
  };
}
